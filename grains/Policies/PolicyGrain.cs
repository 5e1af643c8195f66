using AfterSales.Storage;
using AfterSales.Streams;
using AfterSales.Time;
using Microsoft.Extensions.Logging;
using Orleans.Storage;

namespace AfterSales.Policies;

/// <summary>The actor of one policy: keeps its versions in grain storage. Who may publish is decided at the API.</summary>
internal sealed class PolicyGrain(
    [PersistentState("policy", GrainStorageNames.Catalog)] IPersistentState<PolicyGrainState> stored,
    IBusinessClock clock,
    PolicyReferences references,
    ILogger<PolicyGrain> logger) : Grain, IPolicyGrain
{
    public Task<Outcome<PolicyDocument>> Get() => Task.FromResult<Outcome<PolicyDocument>>(
        PolicyNames.OfGrainKey(this.GetPrimaryKeyString()) is { } name ? PolicyHistory.Newest(name, stored.State.Versions) : NoSuchPolicy());

    public async Task<Outcome<PolicyDocument>> Publish(string json, CallContext context)
    {
        if (PolicyNames.OfGrainKey(this.GetPrimaryKeyString()) is not { } name)
        {
            return NoSuchPolicy();
        }

        var published = PolicyHistory.Publish(name, stored.State.Versions, json, context, clock.Now);
        if (!published.Succeeded)
        {
            return published.Failure.Code == FailureCodes.InvalidValue
                ? PolicyHistory.WithFaults(published.Failure, await references.Check(name, json))
                : published.Failure;
        }

        if (published.Value.Versions is { } versions && (await CheckReferences(name, versions[^1].Json) ?? await Write(name, versions)) is { } failure)
        {
            return failure;
        }

        return published.Value.Answer;
    }

    private async Task<Failure?> CheckReferences(string name, string json) => await references.Check(name, json) is { IsEmpty: false } errors
        ? new Failure(FailureCodes.InvalidValue, $"The {name} policy is not valid.") { Errors = errors }
        : null;

    private async Task<Failure?> Write(string name, ImmutableArray<PublishedPolicy> versions)
    {
        try
        {
            stored.State = new PolicyGrainState { Versions = versions };
            await stored.WriteStateAsync();
            PolicyLog.Published(logger, name, versions[^1].Version);
            return null;
        }
        catch (Exception exception)
        {
            // What is stored now is unknown to this activation: the next one reads it.
            DeactivateOnIdle();
            PolicyLog.NotStored(logger, exception, name);
            return exception is InconsistentStateException ? StorageFailures.VersionConflict : StorageFailures.OutcomeUnknown;
        }
    }

    private static Failure NoSuchPolicy() => new(FailureCodes.NotFound, "There is no such policy.");
}
