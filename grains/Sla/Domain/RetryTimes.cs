namespace AfterSales.Sla.Domain;

/// <summary>How long a case that could not be woken rests: 1 s, doubled up to 60 s, and up to a quarter of it more or less, so that many that failed together come back apart.</summary>
internal static class RetryTimes
{
    private const int MaxSeconds = 60;

    /// <param name="failures">Attempts before this one that led nowhere.</param>
    /// <param name="chance">Evenly spread over 0-255.</param>
    public static TimeSpan After(int failures, byte chance) =>
        TimeSpan.FromSeconds(Math.Min(MaxSeconds, 1 << Math.Clamp(failures, 0, 6)) * (0.75 + (chance / 510.0)));

    /// <summary>Of a case that was not due yet by its own process's clock: 20 to 50 ms.</summary>
    public static TimeSpan TooEarly(byte chance) => TimeSpan.FromMilliseconds(20 + (chance * 30 / 255.0));

    /// <summary>Of a case that failed before, while enough such cases are being woken: 0.5 to 1 s.</summary>
    public static TimeSpan NoPlace(byte chance) => TimeSpan.FromMilliseconds(500 + (chance * 500 / 255.0));
}
