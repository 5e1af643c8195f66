using System.Text;
using AfterSales.Log;

namespace AfterSales.Tests.Simulation.Worlds;

/// <summary>A log that now and then loses a row of what was due and says that it was written: whoever woke the case believes it done.</summary>
internal sealed class LyingLog(IEventLog log, Random random) : IEventLog
{
    private const int LostPerMille = 100;

    public Task<AppendStatus> Append(LogRow row, AppendLane lane = AppendLane.Command) =>
        IsDue(row) && random.Next(1_000) < LostPerMille ? Task.FromResult(AppendStatus.Committed) : log.Append(row, lane);

    private static bool IsDue(LogRow row) =>
        row.Kind == StreamKind.Ticket && Encoding.UTF8.GetString(row.Data.Span) is var text
        && (text.StartsWith("[{\"t\":\"deadline-expired", StringComparison.Ordinal) || text.StartsWith("[{\"t\":\"sla-", StringComparison.Ordinal));

    public Task<StreamLoad> Load(Guid streamId, int foldVersion, bool includeFirst = false) => log.Load(streamId, foldVersion, includeFirst);

    public Task<IReadOnlyList<LogRow>> Read(Guid streamId, int afterSeq, int throughSeq, int limit) => log.Read(streamId, afterSeq, throughSeq, limit);

    public Task<IReadOnlyList<(int Seq, Guid CommandId)>> ReadCommands(Guid streamId, int throughSeq) => log.ReadCommands(streamId, throughSeq);

    public Task<int> ReadVersion(Guid streamId) => log.ReadVersion(streamId);

    public void OfferSnapshot(StreamSnapshot snapshot) => log.OfferSnapshot(snapshot);
}
