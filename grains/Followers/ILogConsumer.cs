using AfterSales.Log;

namespace AfterSales.Followers;

/// <summary>What a <see cref="LogFollower"/> does with the log. One process at a time consumes under a name.</summary>
internal interface ILogConsumer
{
    /// <summary>Names the durable cursor; never changed.</summary>
    string Name { get; }

    /// <summary>
    /// Takes the next slice, in the order of the log. The cursor moves only after it returned; any exception brings the same slice again, here
    /// or in another process, so it must be safe to repeat.
    /// </summary>
    Task Consume(IReadOnlyList<LogMark> slice, CancellationToken cancellationToken);

    /// <summary>Asked when the lease was gained and whenever the end of the log was reached; true ends the follower for good.</summary>
    ValueTask<bool> IsFinished(bool atEnd, CancellationToken cancellationToken) => ValueTask.FromResult(false);
}
