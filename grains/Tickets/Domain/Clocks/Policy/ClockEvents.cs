namespace AfterSales.Tickets;

/// <summary>The events that a condition of a clock may name: what people, departments, queues and decisions do; not what promises make of it.</summary>
internal static class ClockEvents
{
    /// <summary>Names without version, in order.</summary>
    public static ImmutableSortedSet<string> Names { get; } =
        TicketEventNames.All.Keys.Where(MayBeNamed).Select(TicketEventNames.Of).ToImmutableSortedSet(StringComparer.Ordinal);

    public static bool MayBeNamed(Type type) =>
        !typeof(IPromiseEvent).IsAssignableFrom(type) && type != typeof(Unchanged) && type != typeof(ReopenVoided) && type != typeof(OpeningVoided);
}
