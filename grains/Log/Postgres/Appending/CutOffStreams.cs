namespace AfterSales.Log.Postgres.Appending;

/// <summary>
/// Streams of which a row failed while later rows of the same stream were already queued. Those rest on a version that does not exist: writing
/// them would leave a gap, so they fail too. Rows queued after the failure are new decisions. Not thread-safe: guarded by its queue.
/// </summary>
internal sealed class CutOffStreams
{
    private readonly Dictionary<Guid, CutOff> _streams = [];

    /// <param name="failed">The row that was not written.</param>
    /// <param name="status">Its answer.</param>
    /// <param name="lastNumber">The last number given out when it failed.</param>
    public void Add(PendingAppend failed, AppendStatus status, long lastNumber)
    {
        var seq = _streams.TryGetValue(failed.Row.StreamId, out var known) ? Math.Min(known.Seq, failed.Row.Seq) : failed.Row.Seq;
        if (failed.Number < lastNumber)
        {
            _streams[failed.Row.StreamId] = new CutOff(seq, lastNumber, ForLater(status));
        }
    }

    /// <summary>The answer for rows behind a failed one. Nothing of them is written, so "unknown" is not for them.</summary>
    public static AppendStatus ForLater(AppendStatus failure) =>
        failure == AppendStatus.Conflict ? AppendStatus.Conflict : AppendStatus.Unavailable;

    public AppendStatus? Find(PendingAppend row) =>
        _streams.Count > 0
        && _streams.TryGetValue(row.Row.StreamId, out var cut)
        && row.Row.Seq > cut.Seq
        && row.Number <= cut.LastNumber
            ? cut.Status
            : null;

    /// <summary>Drops what no row can meet any more: every row up to that number has left the queue and was looked at.</summary>
    public void Forget(long firstQueuedNumber)
    {
        if (_streams.Count == 0)
        {
            return;
        }

        foreach (var (stream, cut) in _streams)
        {
            if (cut.LastNumber < firstQueuedNumber)
            {
                _streams.Remove(stream);
            }
        }
    }

    private readonly record struct CutOff(int Seq, long LastNumber, AppendStatus Status);
}
