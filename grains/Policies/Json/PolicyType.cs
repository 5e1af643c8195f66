using System.Text.Json;
using System.Text.Json.Nodes;

namespace AfterSales.Policies;

/// <summary>One kind of policy document behind its name.</summary>
internal abstract class PolicyType(string name)
{
    public string Name { get; } = name;

    public abstract string Text(PolicySet set);

    public abstract int Version(PolicySet set);

    public abstract string Serialize(object policy);

    /// <summary>All faults at once: of shape, and of the values that could be read in spite of them.</summary>
    public abstract (object? Policy, ImmutableArray<FieldError> Errors) Read(JsonNode? node);

    public abstract PolicySet Apply(PolicySet set, PolicyDocument document);
}

/// <inheritdoc/>
internal sealed class PolicyType<T>(
    string name, Func<T, ImmutableArray<FieldError>> check, Func<PolicySet, Versioned<T>> get, Func<PolicySet, Versioned<T>, PolicySet> set) : PolicyType(name)
    where T : class
{
    public override string Text(PolicySet set) => Serialize(get(set).Policy);

    public override int Version(PolicySet set) => get(set).Version;

    public override string Serialize(object policy) => CanonicalJson.Serialize(policy, typeof(T), PolicyDocuments.Options);

    public override (object? Policy, ImmutableArray<FieldError> Errors) Read(JsonNode? node)
    {
        var strict = new StrictJson(PolicyDocuments.Options);
        if (!strict.Check(node, typeof(T), "") || node.Deserialize<T>(PolicyDocuments.Options) is not { } policy)
        {
            return (null, strict.Errors);
        }

        // A value that was cut out is at its default now, and already reported.
        var outOfRange = check(policy).Where(fault => !strict.Errors.Any(error => IsWithin(error.Pointer, fault.Pointer) || IsWithin(fault.Pointer, error.Pointer)));
        return (policy, [.. strict.Errors, .. outOfRange]);
    }

    public override PolicySet Apply(PolicySet current, PolicyDocument document)
    {
        var policy = JsonSerializer.Deserialize<T>(document.Json, PolicyDocuments.Options) ?? throw new JsonException("A policy document holds null.");
        return set(current, new Versioned<T>(document.Version, policy));
    }

    private static bool IsWithin(string pointer, string of) => pointer == of || pointer.StartsWith(of + "/", StringComparison.Ordinal);
}
