namespace AfterSales.Notifications;

/// <summary>Pauses between attempts. Pure.</summary>
internal static class BackOff
{
    /// <param name="failures">Attempts that failed before this one.</param>
    /// <param name="first">Pause after the first.</param>
    /// <param name="most">Longest.</param>
    /// <param name="random">0 to 1: a fifth less to a fifth more, so that what failed together does not come back together.</param>
    public static TimeSpan Pause(int failures, TimeSpan first, TimeSpan most, double random) =>
        TimeSpan.FromMilliseconds(Math.Min(most.TotalMilliseconds, first.TotalMilliseconds * Math.Pow(2, Math.Min(failures, 30))) * (0.8 + (0.4 * random)));
}
