namespace AfterSales.Calendars;

/// <summary>The calendars as stored; revision 0 means that nobody changed the built-in ones. Kept in grain storage as JSON.</summary>
[GenerateSerializer, Alias("aftersales.CalendarCatalogState")]
internal sealed class CalendarCatalogState
{
    [Id(0)] public int Revision { get; set; }

    [Id(1)] public ImmutableArray<CalendarDocument> Calendars { get; set; } = [];

    /// <summary>The newest changes, so that a retry is recognised.</summary>
    [Id(2)] public ImmutableArray<CalendarChange> Changes { get; set; } = [];
}

/// <summary>
/// One change. The definition is not kept: the command id is made of the request's content, so a retry brings it again.
/// </summary>
/// <param name="CommandId">Identity of the request.</param>
/// <param name="Id">The calendar.</param>
/// <param name="Version">The one it made.</param>
/// <param name="At">Business time.</param>
/// <param name="By">By whom.</param>
[GenerateSerializer, Immutable, Alias("aftersales.CalendarChange")]
internal sealed record CalendarChange(
    [property: Id(0)] Guid CommandId, [property: Id(1)] string Id, [property: Id(2)] int Version, [property: Id(3)] DateTimeOffset At, [property: Id(4)] string By);
