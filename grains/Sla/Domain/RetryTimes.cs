namespace AfterSales.Sla.Domain;

/// <summary>How long a case that could not be woken rests: 1 s, doubled up to 60 s, and up to a quarter of it more or less, so that many that failed together come back apart.</summary>
internal static class RetryTimes
{
    private const int MaxSeconds = 60;

    /// <param name="failures">Attempts before this one that led nowhere.</param>
    /// <param name="chance">Evenly spread over 0-255.</param>
    public static TimeSpan After(int failures, byte chance) =>
        TimeSpan.FromSeconds(Math.Min(MaxSeconds, 1 << Math.Clamp(failures, 0, 6)) * (0.75 + (chance / 510.0)));
}
