using AfterSales.Calendars;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AfterSales.Policies;

/// <summary>
/// The policies in force in this process: asks the policy grains at start and every two seconds, and swaps the whole set. While a policy cannot be
/// read the last known version stays.
/// </summary>
internal sealed class PolicyCatalog(IGrainFactory grains, ICalendarSource calendars, TimeProvider time, ILogger<PolicyCatalog> logger)
    : BackgroundService, IPolicySource
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(2);

    /// <summary>A start must not hang on a database that is away; readiness waits for <see cref="IsLoaded"/>.</summary>
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(5);

    private readonly CalendarGate _calendars = new(calendars, logger);
    private PolicySet _current = PolicySet.Default;
    private volatile bool _loaded;

    public PolicySet Current => Volatile.Read(ref _current);

    /// <summary>Every policy was read at least once: what was published before this process started is in force.</summary>
    public bool IsLoaded => _loaded;

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await Refresh().WaitAsync(StartTimeout, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await base.StartAsync(cancellationToken);
    }

    /// <summary>Reads every policy once; never throws for what cannot be read.</summary>
    public async Task Refresh()
    {
        var all = true;
        foreach (var name in PolicyNames.All)
        {
            all &= await Refresh(name);
        }

        _loaded |= all;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await Refresh();
        }
    }

    private async Task<bool> Refresh(string name)
    {
        var known = PolicyDocuments.Version(name, Current);
        try
        {
            var answer = await grains.GetGrain<IPolicyGrain>(PolicyNames.GrainKey(name)).Get();
            if (!answer.Succeeded)
            {
                PolicyLog.NotRead(logger, null, name, known);
                return false;
            }

            // Two refreshes may overlap at start: an older answer never replaces a newer one.
            if (answer.Value.Version > known)
            {
                if (!await _calendars.IsOpenFor(answer.Value))
                {
                    return false;
                }

                Swap(answer.Value);
                PolicyLog.InForce(logger, name, answer.Value.Version);
            }

            return true;
        }
        catch (Exception exception)
        {
            PolicyLog.NotRead(logger, exception, name, known);
            return false;
        }
    }

    private void Swap(PolicyDocument document)
    {
        PolicySet before, after;
        do
        {
            before = Current;
            after = PolicyDocuments.Version(document.Name, before) < document.Version ? before.With(document) : before;
        }
        while (!ReferenceEquals(Interlocked.CompareExchange(ref _current, after, before), before));
    }
}
