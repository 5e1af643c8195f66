namespace AfterSales.Sla;

/// <summary>One promise of a case (api.md, <c>clocks</c>). Durations are ISO 8601 in the clock's own business time; working time is told in hours (<c>PT24H</c>).</summary>
/// <param name="Name">Of its definition, e.g. <c>first-response</c>.</param>
/// <param name="Type">SLA or OLA; customers see no OLA.</param>
/// <param name="State">What it does.</param>
/// <param name="Target">Promised time.</param>
/// <param name="Consumed">Of it, until now.</param>
/// <param name="Remaining">Target minus consumed; negative when it is over.</param>
/// <param name="Due">When it breaches while it runs; null while it rests.</param>
/// <param name="Breached">The promise was broken; stays.</param>
/// <param name="Warned">Highest warning given, in percent; null: none yet.</param>
/// <param name="Calendar">In whose working time it counts; null: around the clock.</param>
[GenerateSerializer, Immutable, Alias("aftersales.ClockView")]
public sealed record ClockView(
    [property: Id(0)] string Name,
    [property: Id(1)] SlaType Type,
    [property: Id(2)] ClockStatus State,
    [property: Id(3)] string Target,
    [property: Id(4)] string Consumed,
    [property: Id(5)] string Remaining,
    [property: Id(6)] DateTimeOffset? Due,
    [property: Id(7)] bool Breached,
    [property: Id(8)] int? Warned,
    [property: Id(9)] string? Calendar);
