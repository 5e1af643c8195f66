namespace AfterSales.Live;

/// <summary>
/// What happens, as it happens: rows of the log by topic, in the order of the log. One reader of the log serves every subscriber of the process, and
/// reads only while there is one.
/// </summary>
public interface ILiveFeed
{
    /// <summary>
    /// Begins now, or after <paramref name="lastEventId"/>: then nothing in between is lost or repeated, or, where too much happened, a
    /// <see cref="LiveEventTypes.Reset"/> says so. Refused with <see cref="FailureCodes.InvalidCursor"/>, <see cref="FailureCodes.RateLimited"/>
    /// (too many streams of this reader), <see cref="FailureCodes.Overloaded"/> (too many of all) or <see cref="FailureCodes.StorageUnavailable"/>. Whether
    /// he may see the topic is his host's to ask.
    /// </summary>
    /// <param name="topic">What it is about.</param>
    /// <param name="lastEventId">Of any event before; null for now.</param>
    /// <param name="reader">Who reads; a customer is shown what his timeline shows.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<Outcome<ILiveSubscription>> Subscribe(LiveTopic topic, string? lastEventId, Caller reader, CancellationToken cancellationToken);
}

/// <summary>One reader; to be disposed of when he is gone.</summary>
public interface ILiveSubscription : IDisposable
{
    /// <summary>
    /// All events, <see cref="LiveEventTypes.Hello"/> first; to be read once. Ends after <see cref="LiveEventTypes.Dropped"/>, and when the process stops.
    /// </summary>
    IAsyncEnumerable<LiveEvent> Read(CancellationToken cancellationToken);
}
