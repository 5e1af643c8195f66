namespace AfterSales.Policies;

/// <summary>What a draft of a policy would have done (domain.md section 8), before it is published.</summary>
public interface IPolicySimulator
{
    /// <summary>
    /// Decides the cases of <paramref name="past"/> once more. Changes nothing, so a retry is safe. A faulty draft answers
    /// <see cref="FailureCodes.InvalidValue"/>, a policy that cannot be simulated <see cref="FailureCodes.PolicyRefused"/>, a log too long to be
    /// read in time <see cref="FailureCodes.Overloaded"/>. Throws <see cref="Log.LogUnavailableException"/> when the database is away.
    /// </summary>
    Task<Outcome<SimulationAnswer>> Simulate(string name, string json, TimeSpan past, CancellationToken cancellationToken);
}

/// <summary>One of the two, by the policy.</summary>
/// <param name="Openings">For <c>self-service</c>.</param>
/// <param name="Promises">For <c>sla</c> and <c>deadlines</c>.</param>
public sealed record SimulationAnswer(SimulationResult? Openings, PromiseSimulationResult? Promises);
