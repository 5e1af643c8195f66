using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;

namespace AfterSales.Policies;

/// <summary>Policy documents as JSON, per name: strict reading, the built-in text, and taking them into force.</summary>
internal static class PolicyDocuments
{
    public const int MaxBytes = 64 * 1024;

    /// <summary>camelCase, enums by name, nothing unknown, nothing twice, no null where the type has none.</summary>
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.General)
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Converters = { new JsonStringEnumConverter(namingPolicy: null, allowIntegerValues: false) },
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        AllowDuplicateProperties = false,
        // Chinese texts stay readable in the stored document.
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        MaxDepth = 16,
        // Named here: asked for metadata before their first use, options without a resolver have none.
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
    };

    private static readonly ImmutableDictionary<string, PolicyType> Types = new PolicyType[]
    {
        new PolicyType<EligibilityPolicy>(PolicyNames.Eligibility, PolicyValidators.Check, set => set.Eligibility, (set, policy) => set with { Eligibility = policy }),
        new PolicyType<SelfServicePolicy>(PolicyNames.SelfService, PolicyValidators.Check, set => set.SelfService, (set, policy) => set with { SelfService = policy }),
        new PolicyType<ReviewPolicy>(PolicyNames.Review, PolicyValidators.Check, set => set.Review, (set, policy) => set with { Review = policy }),
        new PolicyType<TriagePolicy>(PolicyNames.Triage, PolicyValidators.Check, set => set.Triage, (set, policy) => set with { Triage = policy }),
        new PolicyType<IntakePolicy>(PolicyNames.Intake, PolicyValidators.Check, set => set.Intake, (set, policy) => set with { Intake = policy }),
        new PolicyType<RoutingPolicy>(PolicyNames.Routing, RoutingValidator.Check, set => set.Routing, (set, policy) => set with { Routing = policy }),
        new PolicyType<SlaPolicy>(PolicyNames.Sla, SlaValidator.Check, set => set.Sla, (set, policy) => set with { Sla = policy }),
        new PolicyType<DeadlinePolicy>(PolicyNames.Deadlines, DeadlineValidator.Check, set => set.Deadlines, (set, policy) => set with { Deadlines = policy }),
        new PolicyType<NotificationPolicy>(PolicyNames.Notifications, NotificationValidator.Check, set => set.Notifications, (set, policy) => set with { Notifications = policy }),
    }.ToImmutableDictionary(type => type.Name);

    /// <summary>The document in force in a set.</summary>
    public static string Text(string name, PolicySet set) => Types[name].Text(set);

    /// <summary>The version in force in a set.</summary>
    public static int Version(string name, PolicySet set) => Types[name].Version(set);

    /// <summary>The document in full and in one fixed form, or every fault of it.</summary>
    public static Outcome<string> Normalise(string name, string json)
    {
        var read = Read(name, json);
        return read.Errors.IsEmpty
            ? Types[name].Serialize(read.Policy!)
            : new Failure(FailureCodes.InvalidValue, $"The {name} policy is not valid.") { Errors = read.Errors };
    }

    /// <summary>A draft, for a simulation. Null when it is faulty: see <see cref="Normalise"/>.</summary>
    public static T? Parse<T>(string name, string json)
        where T : class => Read(name, json) is { Errors.IsEmpty: true, Policy: T policy } ? policy : null;

    /// <summary>What of a draft can be read, whatever else is wrong with it; null when that is nothing.</summary>
    public static T? Peek<T>(string name, string json)
        where T : class => Read(name, json).Policy as T;

    /// <summary>The set with a stored document in force.</summary>
    /// <exception cref="JsonException">The document was stored by newer code and is not understood.</exception>
    public static PolicySet With(this PolicySet set, PolicyDocument document) => Types[document.Name].Apply(set, document);

    private static (object? Policy, ImmutableArray<FieldError> Errors) Read(string name, string json)
    {
        if (Encoding.UTF8.GetByteCount(json) > MaxBytes)
        {
            return (null, [new FieldError("", $"Must be at most {MaxBytes} bytes.")]);
        }

        try
        {
            var node = JsonNode.Parse(json, documentOptions: new JsonDocumentOptions { AllowDuplicateProperties = false, MaxDepth = Options.MaxDepth });
            return Types[name].Read(node);
        }
        catch (JsonException exception)
        {
            return (null, [new FieldError("", $"Is not JSON, or names a member twice (line {exception.LineNumber + 1}).")]);
        }
    }
}
