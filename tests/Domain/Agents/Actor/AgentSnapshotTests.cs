using AfterSales.Agents;
using AfterSales.Agents.Domain;
using AfterSales.Log;
using AfterSales.Log.InMemory;
using AfterSales.Queues;
using AfterSales.ReadModel;
using AfterSales.Streams;
using AfterSales.Tests.Domain.Orders;
using Microsoft.Extensions.Logging.Abstractions;
using NSubstitute;
using Orleans;
using Xunit;

namespace AfterSales.Tests.Domain.Agents;

/// <summary>An agent's stream grows for ever: he is read from a snapshot, with what is personal, and without the ids of his commands.</summary>
public sealed class AgentSnapshotTests
{
    private readonly FakeClock _clock = new();
    private readonly CountingLog _log = new(new InMemoryEventLog(TimeProvider.System));

    [Fact]
    public async Task An_agent_read_from_a_snapshot_is_the_agent_that_was()
    {
        var desk = Desk();
        await desk.Put(Staffing.Profile(), Staffing.Lead);
        for (var i = 0; i < 230; i++)
        {
            _clock.Now = _clock.Now.AddSeconds(10);
            await desk.SetPresence(i % 2 == 0 ? Presence.Online : Presence.Away, $"reason {i}", Staffing.Myself);
        }

        var restored = Desk();
        var before = (await desk.Get(Staffing.Lead)).Value!;
        Assert.Equal(0, _log.Reads);
        Assert.Equivalent(before, (await restored.Get(Staffing.Lead)).Value, strict: true);
        Assert.Equal(("Wang Fang", 231, "reason 229"), (before.Name, before.Version, before.PresenceHistory[0].Reason));
        Assert.Equal(200, (await _log.Load(StreamIds.Of(StreamKind.Agent, Staffing.Me), AgentFold.FoldVersion)).Snapshot!.Seq);
        Assert.Equal(0, _log.CommandReads);
    }

    [Fact]
    public async Task What_was_said_before_the_snapshot_is_read_once_when_somebody_looks()
    {
        var desk = Desk();
        await desk.Put(Staffing.Profile(), Staffing.Lead);
        for (var i = 0; (await desk.Report()).Value!.Version < 200; i++)
        {
            _clock.Now = _clock.Now.AddSeconds(10);
            await desk.SetPresence(i % 2 == 0 ? Presence.Online : Presence.Away, i % 2 == 0 ? $"reason {i}" : null, Staffing.Myself);
        }

        var restored = Desk();
        await restored.Report();
        var reads = _log.Reads;
        var view = (await restored.Get(Staffing.Lead)).Value!;
        await restored.Get(Staffing.Lead);
        Assert.Equal(10, _log.Reads - reads);
        Assert.Equivalent((await desk.Get(Staffing.Lead)).Value, view, strict: true);
    }

    private AgentDesk Desk()
    {
        var queues = Substitute.For<IQueueSource>();
        queues.Current.Returns(BuiltInQueues.Set);
        var stream = new EventStreamServices(_log, _clock, new MembershipEpoch());
        var services = new AgentGrainServices(stream, new FixedPolicies(), queues, Substitute.For<IDirtyAgents>(), new SystemClock());
        return new AgentDesk(Staffing.Me, services, Substitute.For<IGrainFactory>(), NullLogger.Instance);
    }

    /// <summary>Counts what is read beside loads.</summary>
    private sealed class CountingLog(InMemoryEventLog log) : IEventLog
    {
        public int Reads { get; private set; }

        public int CommandReads { get; private set; }

        public Task<AppendStatus> Append(LogRow row, AppendLane lane = AppendLane.Command) => log.Append(row, lane);

        public Task<StreamLoad> Load(Guid streamId, int foldVersion, bool includeFirst = false) => log.Load(streamId, foldVersion, includeFirst);

        public Task<IReadOnlyList<LogRow>> Read(Guid streamId, int afterSeq, int throughSeq, int limit)
        {
            Reads++;
            return log.Read(streamId, afterSeq, throughSeq, limit);
        }

        public Task<IReadOnlyList<(int Seq, Guid CommandId)>> ReadCommands(Guid streamId, int throughSeq)
        {
            CommandReads++;
            return log.ReadCommands(streamId, throughSeq);
        }

        public Task<int> ReadVersion(Guid streamId) => log.ReadVersion(streamId);

        public void OfferSnapshot(StreamSnapshot snapshot) => log.OfferSnapshot(snapshot);
    }
}
