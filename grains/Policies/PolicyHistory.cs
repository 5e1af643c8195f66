namespace AfterSales.Policies;

/// <summary>What publishing does to the versions of a policy. Pure.</summary>
internal static class PolicyHistory
{
    /// <summary>Versions kept; a decision names its version, so the recent ones can be looked up.</summary>
    public const int Kept = 50;

    public static PolicyDocument Newest(string name, ImmutableArray<PublishedPolicy> versions) => versions.OrEmpty() is [.., var last]
        ? Document(name, last)
        : new PolicyDocument(name, 1, PolicyDocuments.Text(name, PolicySet.Default), PublishedAt: null, PublishedBy: null);

    /// <returns>The answer, and the versions to store; null when nothing changes.</returns>
    public static Outcome<(PolicyDocument Answer, ImmutableArray<PublishedPolicy>? Versions)> Publish(
        string name, ImmutableArray<PublishedPolicy> versions, string json, CallContext context, DateTimeOffset now)
    {
        versions = versions.OrEmpty();
        var command = context.CommandId;
        if (versions.FirstOrDefault(known => new CommandId(known.CommandId).Key == command.Key) is { } retried)
        {
            return retried.CommandId == command.Value
                ? (Document(name, retried), null)
                : new Failure(FailureCodes.IdempotencyKeyReused, "This key has published another document.");
        }

        var newest = Newest(name, versions);
        if (!context.Accepts(newest.Version))
        {
            return new Failure(FailureCodes.PreconditionFailed, $"The newest version is {newest.Version}.") { Version = newest.Version };
        }

        var normal = PolicyDocuments.Normalise(name, json);
        if (!normal.Succeeded)
        {
            return normal.Failure;
        }

        if (normal.Value == newest.Json)
        {
            return (newest, null);
        }

        var published = new PublishedPolicy(newest.Version + 1, normal.Value, now, context.Caller.Subject, command.Value);
        return (Document(name, published), [.. versions.TakeLast(Kept - 1), published]);
    }

    /// <summary>All that is wrong with a document at once: its own faults, and what it names and does not exist. A place is named once.</summary>
    public static Failure WithFaults(Failure own, ImmutableArray<FieldError> more) => own with
    {
        Errors = [.. own.Errors.OrEmpty(), .. more.Where(fault => !own.Errors.OrEmpty().Any(error => error.Pointer == fault.Pointer))],
    };

    private static PolicyDocument Document(string name, PublishedPolicy published) =>
        new(name, published.Version, published.Json, published.PublishedAt, published.PublishedBy);
}
