namespace AfterSales.Policies;

/// <summary>The policies there are, and the keys of their grains.</summary>
public static class PolicyNames
{
    public const string Eligibility = "eligibility";
    public const string SelfService = "self-service";
    public const string Review = "review";
    public const string Triage = "triage";
    public const string Intake = "intake";
    public const string Routing = "routing";
    public const string Sla = "sla";
    public const string Deadlines = "deadlines";
    public const string Notifications = "notifications";

    private const string KeyPrefix = "policy:";

    public static ImmutableArray<string> All { get; } = [Eligibility, SelfService, Review, Triage, Intake, Routing, Sla, Deadlines, Notifications];

    /// <summary>Key of the policy's grain; the prefix keeps it from ever being a bare hexadecimal string (architecture.md section 3).</summary>
    public static string GrainKey(string name) => KeyPrefix + name;

    /// <summary>Null when the key names no policy.</summary>
    public static string? OfGrainKey(string key) =>
        key.StartsWith(KeyPrefix, StringComparison.Ordinal) && All.Contains(key[KeyPrefix.Length..]) ? key[KeyPrefix.Length..] : null;
}
