using AfterSales.Policies;
using AfterSales.Queues;
using AfterSales.ReadModel;
using AfterSales.Streams;

namespace AfterSales.Agents;

/// <summary>What every agent's activation shares.</summary>
internal sealed record AgentGrainServices(
    EventStreamServices Stream, IPolicySource Policies, IQueueSource Queues, IDirtyAgents Dirty, TimeProvider Time);
