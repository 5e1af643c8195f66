using System.Text;
using AfterSales.Log;

namespace AfterSales.Tests.Simulation.Worlds;

/// <summary>What happens to rows of what was due.</summary>
internal enum DueFault
{
    None,

    /// <summary>Lost, and whoever woke the case believes it done.</summary>
    Lost,

    /// <summary>Written twice.</summary>
    Twice,
}

/// <summary>A log that now and then lies about what was due.</summary>
internal sealed class LyingLog(IEventLog log, DueFault fault, Random random) : IEventLog
{
    private const int PerMille = 100;

    private readonly Dictionary<Guid, int> _lost = [];

    public async Task<AppendStatus> Append(LogRow row, AppendLane lane = AppendLane.Command)
    {
        if (_lost.TryGetValue(row.StreamId, out var missing))
        {
            if (row.Seq > missing)
            {
                // Its writer believes in a row that is not there.
                return AppendStatus.Conflict;
            }

            _lost.Remove(row.StreamId);
        }

        if (!IsDue(row) || random.Next(1_000) >= PerMille)
        {
            return await log.Append(row, lane);
        }

        if (fault == DueFault.Lost)
        {
            _lost[row.StreamId] = row.Seq;
            return AppendStatus.Committed;
        }

        var status = await log.Append(row, lane);
        if (status == AppendStatus.Committed)
        {
            await log.Append(row with { Seq = row.Seq + 1, CommandId = FreshIds.Next() }, lane);
        }

        return status;
    }

    private static bool IsDue(LogRow row)
    {
        var text = Encoding.UTF8.GetString(row.Data.Span);
        return row.Kind == StreamKind.Ticket
            && (text.StartsWith("[{\"t\":\"deadline-expired", StringComparison.Ordinal) || text.StartsWith("[{\"t\":\"sla-", StringComparison.Ordinal));
    }

    public Task<StreamLoad> Load(Guid streamId, int foldVersion, bool includeFirst = false) => log.Load(streamId, foldVersion, includeFirst);

    public Task<IReadOnlyList<LogRow>> Read(Guid streamId, int afterSeq, int throughSeq, int limit) => log.Read(streamId, afterSeq, throughSeq, limit);

    public Task<IReadOnlyList<(int Seq, Guid CommandId)>> ReadCommands(Guid streamId, int throughSeq) => log.ReadCommands(streamId, throughSeq);

    public Task<int> ReadVersion(Guid streamId) => log.ReadVersion(streamId);

    public void OfferSnapshot(StreamSnapshot snapshot) => log.OfferSnapshot(snapshot);
}
