namespace AfterSales.Policies;

/// <summary>A policy document with the version that decisions store.</summary>
public sealed record Versioned<T>(int Version, T Policy);

/// <summary>Every policy as of one moment; immutable, so a decision sees one consistent set.</summary>
public sealed record PolicySet(
    Versioned<EligibilityPolicy> Eligibility,
    Versioned<SelfServicePolicy> SelfService,
    Versioned<ReviewPolicy> Review,
    Versioned<TriagePolicy> Triage,
    Versioned<IntakePolicy> Intake,
    Versioned<RoutingPolicy> Routing)
{
    public Versioned<SlaPolicy> Sla { get; init; } = new(1, new());

    public Versioned<DeadlinePolicy> Deadlines { get; init; } = new(1, new());

    public Versioned<NotificationPolicy> Notifications { get; init; } = new(1, new());

    /// <summary>The built-in policies, version 1 each.</summary>
    public static PolicySet Default { get; } = new(new(1, new()), new(1, new()), new(1, new()), new(1, new()), new(1, new()), new(1, new()));
}

/// <summary>The policies in force, as this process knows them; a publication reaches every process within seconds.</summary>
public interface IPolicySource
{
    PolicySet Current { get; }

    /// <summary>Reads the policies once more, for whoever met something newer; what cannot be read stays as it is known. Never throws.</summary>
    Task Refresh();
}
