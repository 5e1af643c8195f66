using AfterSales.Log;

namespace AfterSales.Live;

/// <summary>How subscribers come, meet the tail and go.</summary>
internal sealed partial class LiveTail
{
    private const int RetryAfterSeconds = 2;

    /// <summary>Refused when there is no room for another one, or the process stops. Throws when the log cannot be read.</summary>
    public async Task<Outcome<Subscriber>> Add(Listening listening, CancellationToken cancellationToken)
    {
        LogCursor? tail;
        lock (_lock)
        {
            tail = _cursor;
        }

        var end = tail ?? await _log.ReadEnd(cancellationToken);

        // An id names a row that somebody has read. Where none stands the log was restored since, and what came between cannot be told from what did not.
        var foreign = listening.After is { } after && !await _log.Holds(after, cancellationToken);
        lock (_lock)
        {
            // Another one may have been first: the tail is where he began, or further.
            _cursor ??= end;
            return AddAt(_cursor.Value, listening, foreign);
        }
    }

    /// <summary>See <see cref="Subscriber.Meet"/>.</summary>
    public (LogCursor After, LogCursor Through)? Meet(Subscriber subscriber)
    {
        lock (_lock)
        {
            // Without a cursor he has gone himself, and nobody else is left.
            return _cursor is { } tail ? subscriber.Meet(tail) : null;
        }
    }

    public void Remove(Subscriber subscriber)
    {
        lock (_lock)
        {
            _subscribers.Remove(subscriber);
            subscriber.End();
        }
    }

    private Outcome<Subscriber> AddAt(LogCursor at, Listening listening, bool foreign)
    {
        if (_stopped || _subscribers.Count >= _options.MaxSubscribers)
        {
            return new Failure(FailureCodes.Overloaded, "This process serves as many live streams as it may.") { RetryAfter = RetryAfterSeconds };
        }

        var subscriber = new Subscriber(listening, at, foreign ? at : listening.After ?? at, _options.MaxBehind) { IsReset = foreign };
        if (_subscribers.CountOf(subscriber.Holder) >= _options.MaxPerSubject)
        {
            return new Failure(FailureCodes.RateLimited, $"This subject has {_options.MaxPerSubject} live streams open; close one first.")
            {
                RetryAfter = RetryAfterSeconds,
            };
        }

        _subscribers.Add(subscriber);
        _wanted.TrySetResult();
        return subscriber;
    }
}
