using AfterSales.Log;
using AfterSales.Queues;
using AfterSales.ReadModel;
using AfterSales.Routing;
using AfterSales.Sla;
using AfterSales.Streams;
using AfterSales.Tests.Domain.Orders;
using AfterSales.Tickets;
using Microsoft.Extensions.Options;
using NSubstitute;
using Xunit;

namespace AfterSales.Tests.Domain.Tickets;

/// <summary>One activation of a case on a log: what its actor asks of storage, without an engine. Several on one log are duplicate activations.</summary>
internal sealed class Desk
{
    private readonly EventStream<TicketState, TicketEvent, TicketFold> _stream;

    public Desk(IEventLog log, QueueSource? queues = null, int adoptAfterSeconds = 0)
    {
        var services = new EventStreamServices(log, Clock, new MembershipEpoch());
        _stream = new(services, TicketCodec.Instance, StreamKind.Ticket, Samples.TicketId, TicketJson.Default.TicketState);
        var shared = new TicketGrainServices(
            services, new FixedPolicies(), Substitute.For<IDirtyTickets>(), queues ?? new QueueSource(), new FixedCalendars(), Substitute.For<IDueFeed>())
        {
            Adoption = new Adoption(Clock, Options.Create(new SlaOptions { AdoptAfterSeconds = adoptAfterSeconds })),
        };
        Routing = new RoutingDesk(Samples.TicketId, _stream, shared);
        Promises = new PromiseDesk(Samples.TicketId, _stream, shared);
    }

    public FakeClock Clock { get; } = new() { Now = Samples.Start };

    public RoutingDesk Routing { get; }

    public PromiseDesk Promises { get; }

    public TicketState State => _stream.State;

    /// <summary>Whether the case is assigned under the request's id; null when storage did not say.</summary>
    public async Task<bool?> Assign(AssignmentRequest request)
    {
        var facts = (await Routing.Assign(request)).Facts;
        return facts.Succeeded ? facts.Value.Assigned?.AssignmentId == request.AssignmentId : null;
    }

    /// <summary>Writes a fresh case that waits in round 1.</summary>
    /// <param name="promised">False: as the code before promises stored it.</param>
    public async Task<Desk> Opened(bool promised = true)
    {
        await _stream.EnsureCurrent();
        var opening = Case.Opened(TicketKind.Complaint).Rows[0].Events;
        if (!promised)
        {
            opening = [.. opening.Where(stored => stored is not IPromiseEvent).Select(stored => stored is Opened opened ? opened with { Promised = false } : stored)];
        }

        Assert.Equal(AppendStatus.Committed, await _stream.Commit(0, opening, new RowOrigin("c-1", CommandId.New()), Samples.Start));
        return this;
    }

    /// <summary>The queues this process knows, and those it will know once it asks.</summary>
    internal sealed class QueueSource : IQueueSource
    {
        public QueueSet Current { get; private set; } = new(BuiltInQueues.Document);

        public QueueCatalogDocument Newest { get; init; } = BuiltInQueues.Document;

        public int Refreshed { get; private set; }

        public Task Refresh()
        {
            Refreshed++;
            Current = new QueueSet(Newest);
            return Task.CompletedTask;
        }
    }
}
