namespace AfterSales.Tickets;

/// <summary>Whether any event of a row does anything to a clock. May say yes too often, never no; allocates nothing.</summary>
internal static class ClockRelevance
{
    public static bool Of(ImmutableArray<TicketEvent> events, TicketState before, in LiveClocks clocks)
    {
        var (step, speaker) = (before.Step, before.LastMessage);
        foreach (var stored in events)
        {
            var (wasSpeaker, kind) = (speaker, Kind(stored) ?? before.Kind);
            (step, speaker) = (stored.To ?? step, TicketFold.Speaker(stored) ?? speaker);
            if (IsOfClocks(stored, clocks)
                || Triggers(clocks.Policy.On(stored), clocks.Policy.Of(kind), clocks)
                || (clocks.Any != 0 && (stored.To is not null || speaker != wasSpeaker) && Rests(clocks.Policy.RestIn(step), speaker, clocks)))
            {
                return true;
            }
        }

        return false;
    }

    private static TicketKind? Kind(TicketEvent stored) => stored switch
    {
        Opened e => e.Kind,
        OfferAccepted e => e.Kind,
        _ => null,
    };

    private static bool IsOfClocks(TicketEvent stored, in LiveClocks clocks) =>
        stored is SlaWarned or SlaBreached or PromisesAdopted || (clocks.Any != 0 && stored is PrioritySet or OfferAccepted);

    private static bool Triggers(in ClockTriggers on, ulong ofKind, in LiveClocks clocks) =>
        (on.Start & ofKind & ~clocks.Any) != 0
        || ((on.Stop | on.Cancel) & clocks.Any) != 0
        || (on.Pause & clocks.Running) != 0
        || (on.Resume & clocks.Paused) != 0;

    /// <summary>Another step or another speaker: some clock comes to rest, is refused to, or wakes.</summary>
    private static bool Rests(ulong resting, MessageSide speaker, in LiveClocks clocks) =>
        (resting & clocks.Running) != 0 || (~resting & clocks.Paused) != 0 || (clocks.Paused != 0 && speaker == MessageSide.Customer);
}
