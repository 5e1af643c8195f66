using AfterSales.Policies;
using AfterSales.Queues;
using AfterSales.ReadModel;
using AfterSales.Streams;

namespace AfterSales.Tickets;

/// <summary>What every ticket activation shares.</summary>
internal sealed record TicketGrainServices(EventStreamServices Stream, IPolicySource Policies, IDirtyTickets Dirty, IQueueSource Queues);
