using AfterSales.Log;
using AfterSales.Log.InMemory;

namespace AfterSales.Tests.Simulation.Worlds;

/// <summary>The in-memory log whose reads, too, take time and fail; appends get their faults from the log itself.</summary>
internal sealed class SlowLog(InMemoryEventLog log, Faults faults, TimeProvider time) : IEventLog
{
    public Task<AppendStatus> Append(LogRow row, AppendLane lane = AppendLane.Command) => log.Append(row, lane);

    public async Task<StreamLoad> Load(Guid streamId, int foldVersion, bool includeFirst = false)
    {
        await Wait();
        return await log.Load(streamId, foldVersion, includeFirst);
    }

    public async Task<IReadOnlyList<LogRow>> Read(Guid streamId, int afterSeq, int throughSeq, int limit)
    {
        await Wait();
        return await log.Read(streamId, afterSeq, throughSeq, limit);
    }

    public async Task<IReadOnlyList<(int Seq, Guid CommandId)>> ReadCommands(Guid streamId, int throughSeq)
    {
        await Wait();
        return await log.ReadCommands(streamId, throughSeq);
    }

    public async Task<int> ReadVersion(Guid streamId)
    {
        await Wait();
        return await log.ReadVersion(streamId);
    }

    public void OfferSnapshot(StreamSnapshot snapshot) => log.OfferSnapshot(snapshot);

    private async Task Wait()
    {
        var wait = faults.Read("log");
        if (wait > TimeSpan.Zero)
        {
            await Task.Delay(wait, time);
        }
    }
}
