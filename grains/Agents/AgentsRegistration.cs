using AfterSales.Policies;
using AfterSales.Queues;
using AfterSales.ReadModel;
using AfterSales.Streams;
using Microsoft.Extensions.DependencyInjection;

namespace AfterSales.Agents;

public static class AgentsRegistration
{
    /// <summary>What agents' activations share, and the projector that the follower folds agents with. After tickets, queues and the read model.</summary>
    public static IServiceCollection AddAgents(this IServiceCollection services)
    {
        services.AddSingleton(provider => new AgentGrainServices(
            provider.GetRequiredService<EventStreamServices>(),
            provider.GetRequiredService<IPolicySource>(),
            provider.GetRequiredService<IQueueSource>(),
            provider.GetRequiredService<IDirtyAgents>(),
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<IAgentProjector, AgentProjector>();
        return services;
    }
}
