namespace AfterSales.Queues.Domain;

/// <summary>How often something happened in the last minute, to the second.</summary>
internal sealed class MinuteCount
{
    private const int Seconds = 60;

    private readonly int[] _counts = new int[Seconds];
    private long _second;

    public void Add(long now)
    {
        MoveTo(now);
        _counts[_second % Seconds]++;
    }

    public int Read(long now)
    {
        MoveTo(now);
        return _counts.Sum();
    }

    private void MoveTo(long now)
    {
        var second = Math.Max(_second, now / TimeSpan.TicksPerSecond);
        for (var passed = Math.Max(_second + 1, second - Seconds + 1); passed <= second; passed++)
        {
            _counts[passed % Seconds] = 0;
        }

        _second = second;
    }
}
