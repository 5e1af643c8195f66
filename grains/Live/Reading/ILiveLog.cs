using AfterSales.Log;

namespace AfterSales.Live;

/// <summary>What the live feed asks of the log beside <see cref="ILogReader"/>. All throw <see cref="LogUnavailableException"/>.</summary>
internal interface ILiveLog
{
    /// <summary>The newest place that can be read now.</summary>
    Task<LogCursor> ReadEnd(CancellationToken cancellationToken);

    /// <summary>See <see cref="ILogReader.Holds"/>.</summary>
    Task<bool> Holds(LogCursor place, CancellationToken cancellationToken);

    /// <summary>Rows of one stream with after &lt; place &lt;= through, in order, at most <paramref name="limit"/>.</summary>
    Task<IReadOnlyList<LoggedRow>> ReadStream(Guid streamId, LogCursor after, LogCursor through, int limit, CancellationToken cancellationToken);
}
