using AfterSales.Log;

namespace AfterSales.Tests.Simulation.Worlds;

/// <summary>A log without its primary key: a row whose place is taken is written behind the others, and its writer is told that all is well.</summary>
internal sealed class UnfencedLog(IEventLog log) : IEventLog
{
    public async Task<AppendStatus> Append(LogRow row, AppendLane lane = AppendLane.Command)
    {
        var status = await log.Append(row, lane);
        while (status == AppendStatus.Conflict)
        {
            row = row with { Seq = row.Seq + 1 };
            status = await log.Append(row, lane);
        }

        return status;
    }

    public Task<StreamLoad> Load(Guid streamId, int foldVersion, bool includeFirst = false) => log.Load(streamId, foldVersion, includeFirst);

    public Task<IReadOnlyList<LogRow>> Read(Guid streamId, int afterSeq, int throughSeq, int limit) => log.Read(streamId, afterSeq, throughSeq, limit);

    public Task<IReadOnlyList<(int Seq, Guid CommandId)>> ReadCommands(Guid streamId, int throughSeq) => log.ReadCommands(streamId, throughSeq);

    public Task<int> ReadVersion(Guid streamId) => log.ReadVersion(streamId);

    public void OfferSnapshot(StreamSnapshot snapshot) => log.OfferSnapshot(snapshot);
}
