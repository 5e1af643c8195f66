using Microsoft.Extensions.Hosting;

namespace Orleans.Embedded;

/// <summary>Ties the engine to the host's start and stop.</summary>
internal sealed class EmbeddedEngineHost(EmbeddedEngine engine, ReminderService reminders) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        reminders.Start();
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await reminders.StopAsync();
        await engine.StopAsync(cancellationToken);
    }
}
