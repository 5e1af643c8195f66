namespace AfterSales.LoadTests.Systems;

/// <summary>How <see cref="LocalSystem"/> runs the product.</summary>
internal sealed record SystemOptions
{
#if ORLEANS
    public const int DefaultSilos = 3;
#else
    public const int DefaultSilos = 1;
#endif

    /// <summary>Silo processes; the embedded engine has one.</summary>
    public int Silos { get; init; } = DefaultSilos;

    /// <summary>API processes of their own (Orleans). 0: every silo serves the API itself.</summary>
    public int Fronts { get; init; }

    /// <summary>Options of the product, as configuration names them (<c>Sla:MaxInFlight</c>); they win over those of the load test.</summary>
    public ImmutableSortedDictionary<string, string> Settings { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Processor list (as <c>taskset -c</c> takes it) of the product's processes and of a private PostgreSQL; null: any.</summary>
    public string? Cores { get; init; }

    /// <summary>Somebody receives webhooks of every event.</summary>
    public bool Webhooks { get; init; } = true;

    /// <summary>Folder of the processes' output and of the webhooks received, made when missing; null: one that goes away with the system.</summary>
    public string? Logs { get; init; }

    /// <summary>A database that is there already and stays; null: one of the system's own, dropped at its end.</summary>
    public string? ConnectionString { get; init; }

    /// <summary>The product's assembly; null: the one built with this program.</summary>
    public string? Assembly { get; init; }

    /// <summary>A process that ends by itself is started again on its ports, as a service manager would.</summary>
    public bool Supervised { get; init; } = true;
}
