using AfterSales.Policies;

namespace AfterSales.Notifications;

/// <summary>Something that happened to a case and that somebody may want to know. No free text of the case is ever in it.</summary>
/// <param name="Name">Of the event, or a name that says more.</param>
internal sealed record Occasion(string Name)
{
    /// <summary>Values by <see cref="NoticeValues"/>.</summary>
    public ImmutableDictionary<string, string> Values { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Whom a promise's ladder names.</summary>
    public ImmutableArray<LadderAction> Ladder { get; init; } = [];

    /// <summary>The agent it is about, where the event names him.</summary>
    public string? Agent { get; init; }

    /// <summary>Clock or rule behind it: who was told of the cause is not told again of what followed from it in the same row.</summary>
    public string? Cause { get; init; }

    /// <summary>Not put off by quiet hours.</summary>
    public bool Urgent { get; init; }
}
