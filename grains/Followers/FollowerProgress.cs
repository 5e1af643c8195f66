using AfterSales.Log;

namespace AfterSales.Followers;

/// <summary>
/// Until which moment everything committed has been consumed. A slice that is not full was the end of the log when it was read; while slices
/// are full, the end is looked up now and then and counts once the cursor has passed it.
/// </summary>
internal sealed class FollowerProgress(TimeProvider time)
{
    private readonly Lock _lock = new();
    private (LogCursor End, long At)? _ahead;
    private long? _caughtUpAt;

    /// <summary>How long ago that moment was; null: not known since the lease was gained.</summary>
    public TimeSpan? CaughtUp
    {
        get
        {
            lock (_lock)
            {
                return _caughtUpAt is { } at ? time.GetElapsedTime(at) : null;
            }
        }
    }

    public bool NeedsEnd => _ahead is null;

    public long Now => time.GetTimestamp();

    public void SawEnd(LogCursor end, long at) => _ahead = (end, at);

    /// <summary>Everything through <paramref name="cursor"/> has been consumed.</summary>
    /// <param name="cursor">Last mark of the slice.</param>
    /// <param name="wasEndAt">When the slice was read, if it reached the end of the log.</param>
    public void Passed(LogCursor cursor, long? wasEndAt)
    {
        var at = wasEndAt;
        if (_ahead is { } ahead && cursor.CompareTo(ahead.End) >= 0)
        {
            at ??= ahead.At;
            _ahead = null;
        }

        lock (_lock)
        {
            _caughtUpAt = at ?? _caughtUpAt;
        }
    }
}
