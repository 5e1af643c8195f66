namespace AfterSales.Tickets;

/// <summary>Which definitions an event or a step concerns, one bit per definition in the order of the policy.</summary>
internal readonly record struct ClockTriggers(ulong Start, ulong Pause, ulong Resume, ulong Stop, ulong Cancel)
{
    public ulong Any => Start | Pause | Resume | Stop | Cancel;

    public static ClockTriggers operator |(ClockTriggers one, ClockTriggers other) => new(
        one.Start | other.Start, one.Pause | other.Pause, one.Resume | other.Resume, one.Stop | other.Stop, one.Cancel | other.Cancel);
}
