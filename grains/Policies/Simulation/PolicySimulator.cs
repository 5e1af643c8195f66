using AfterSales.Log;
using AfterSales.Time;

namespace AfterSales.Policies;

/// <summary>Tries a draft on the log: of self-service on openings, of promises and deadlines on whole cases. The other policies decide on more than the log holds.</summary>
internal sealed class PolicySimulator(OpeningReader openings, PromiseSimulator promises, IPolicySource policies, IBusinessClock clock, TimeProvider time)
    : IPolicySimulator
{
    private const int RetryAfterSeconds = 60;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public async Task<Outcome<SimulationAnswer>> Simulate(string name, string json, TimeSpan past, CancellationToken cancellationToken)
    {
        if (!PolicyNames.All.Contains(name))
        {
            return new Failure(FailureCodes.NotFound, "There is no such policy.");
        }

        var normal = PolicyDocuments.Normalise(name, json);
        if (!normal.Succeeded)
        {
            return normal.Failure;
        }

        if (name is not (PolicyNames.SelfService or PolicyNames.Sla or PolicyNames.Deadlines))
        {
            return new Failure(FailureCodes.PolicyRefused, $"The {name} policy decides on more than the log holds; it cannot be simulated.");
        }

        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        var now = clock.Now;
        try
        {
            return name == PolicyNames.SelfService
                ? new SimulationAnswer(await Openings(json, now - past, either.Token), null)
                : new SimulationAnswer(null, await Promises(name, normal.Value, now - past, now, either.Token));
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested)
        {
            return new Failure(FailureCodes.Overloaded, $"The log could not be read within {Patience.TotalSeconds} s.") { RetryAfter = RetryAfterSeconds };
        }
    }

    private async Task<SimulationResult> Openings(string json, DateTimeOffset since, CancellationToken cancellationToken) =>
        SelfServiceSimulation.Run(await openings.Read(since, cancellationToken), PolicyDocuments.Parse<SelfServicePolicy>(PolicyNames.SelfService, json)!);

    private async Task<PromiseSimulationResult> Promises(string name, string json, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
    {
        var inForce = policies.Current;
        var draft = inForce.With(new PolicyDocument(name, PolicyDocuments.Version(name, inForce) + 1, json, null, null));
        var (simulation, cutOff) = await promises.Run(inForce, draft, from, to, cancellationToken);
        var clocks = name == PolicyNames.Sla ? simulation.Clocks() : ImmutableSortedDictionary<string, ClockComparison>.Empty;
        var deadlines = name == PolicyNames.Deadlines ? simulation.Deadlines() : ImmutableSortedDictionary<string, DeadlineComparison>.Empty;
        return new PromiseSimulationResult(from, to, simulation.Cases, cutOff, clocks, deadlines);
    }
}
