using AfterSales.Policies;
using AfterSales.Queues;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AfterSales.Sla;

/// <summary>
/// Says once for each version of the promises, and at every start, that the supervisors' queue they name does not exist: cases are passed over there, and a
/// shop whose queues are older than the promises never got that queue.
/// </summary>
internal sealed class SupervisorWatch(IPolicySource policies, IQueueSource queues, TimeProvider time, ILogger<SupervisorWatch> logger) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(10);

    private int _said;

    public async Task Look()
    {
        var (version, policy) = policies.Current.Sla;
        if (version == _said || !Sends(policy) || queues.Current.Has(policy.SupervisorQueue))
        {
            return;
        }

        // The queue may have come together with the policy.
        await queues.Refresh();
        if (!queues.Current.Has(policy.SupervisorQueue))
        {
            _said = version;
            SlaLog.NoSupervisors(logger, version, policy.SupervisorQueue);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        do
        {
            await Look();
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private static bool Sends(SlaPolicy policy) => policy.Definitions.OrEmpty().Any(definition =>
        definition.OnBreach.OrEmpty().Contains(LadderAction.SupervisorQueue)
        || definition.Warnings.OrEmpty().Any(warning => warning.Actions.OrEmpty().Contains(LadderAction.SupervisorQueue)));
}
