using AfterSales.Log;
using AfterSales.Log.InMemory;
using AfterSales.Streams;
using AfterSales.Tests.Domain.Orders;
using AfterSales.Tickets;
using Xunit;

namespace AfterSales.Tests.Domain.Tickets;

/// <summary>A case read from a snapshot is the case that was, its texts and its time too.</summary>
public sealed class SnapshotTests
{
    private const int Snapshot = 200;

    private readonly FakeClock _clock = new();
    private readonly InMemoryEventLog _log = new(TimeProvider.System);
    private readonly Guid _id = Guid.NewGuid();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Texts_and_time_survive_whether_or_not_an_opening_was_voided_before(bool voided)
    {
        var stream = Stream();
        await stream.EnsureCurrent();
        if (voided)
        {
            await Commit(stream, new OpeningVoided { By = Roles.System });
        }

        await Commit(stream, EventSamples.All.OfType<Opened>().Single());
        while (stream.Version < Snapshot)
        {
            await Commit(stream, new Noted { By = Roles.Agent });
        }

        _clock.Now = _clock.Now.AddDays(-1);
        var restored = Stream();
        await restored.EnsureCurrent();

        Assert.Equal(Snapshot, (await _log.Load(_id, TicketFold.FoldVersion)).Snapshot?.Seq);
        Assert.Equal(Snapshot, restored.Version);
        Assert.Equal(("Kettle leaks", "From below."), (restored.State.Subject, restored.State.Description));
        Assert.Equal(stream.NextTime(), restored.NextTime());
        Assert.Equal(stream.State.UpdatedAt, restored.NextTime());
    }

    private EventStream<TicketState, TicketEvent, TicketFold> Stream() =>
        new(new EventStreamServices(_log, _clock, new MembershipEpoch()), TicketCodec.Instance, StreamKind.Ticket, _id, TicketJson.Default.TicketState);

    private async Task Commit(EventStream<TicketState, TicketEvent, TicketFold> stream, TicketEvent stored)
    {
        _clock.Now = _clock.Now.AddSeconds(1);
        Assert.Equal(AppendStatus.Committed, await stream.Commit(stream.Version, [stored], new RowOrigin("somebody", CommandId.New()), stream.NextTime()));
    }
}
