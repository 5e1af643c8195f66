using AfterSales.Tickets;

namespace AfterSales;

/// <summary>One field that was refused: JSON pointer into the body, and why.</summary>
[GenerateSerializer, Immutable, Alias("aftersales.FieldError")]
public sealed record FieldError([property: Id(0)] string Pointer, [property: Id(1)] string Message);

/// <summary>
/// An expected refusal, as a value. <paramref name="Code"/> is stable and one of <see cref="FailureCodes"/>; the API maps it to a status once.
/// A failure of the 503 group other than <c>outcome-unknown</c> promises that nothing was done.
/// </summary>
[GenerateSerializer, Immutable, Alias("aftersales.Failure")]
public sealed record Failure([property: Id(0)] string Code, [property: Id(1)] string Detail)
{
    [Id(2)] public TicketStep? CurrentStep { get; init; }

    [Id(3)] public ImmutableArray<string> AllowedActions { get; init; } = [];

    [Id(4)] public int? Version { get; init; }

    /// <summary>Seconds after which a retry makes sense.</summary>
    [Id(5)] public int? RetryAfter { get; init; }

    [Id(6)] public ImmutableArray<FieldError> Errors { get; init; } = [];
}
