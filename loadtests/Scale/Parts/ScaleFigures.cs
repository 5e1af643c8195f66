namespace AfterSales.LoadTests.Scale.Parts;

/// <summary>What one steady load cost, by part.</summary>
/// <param name="Name">The system it ran on.</param>
/// <param name="Rate">Cases per second.</param>
/// <param name="Cases">Opened.</param>
/// <param name="Commands">Acknowledged, openings included.</param>
/// <param name="Requests">Answered or not, reads and repeated attempts included.</param>
internal sealed record ScaleFigures(string Name, int Silos, double Rate, long Cases, long Commands, long Requests)
{
    public const string Postgres = "postgres: ";

    /// <summary>HTTP in processes of its own.</summary>
    public const string Front = "HTTP front";

    /// <summary>Processor seconds by part; those of PostgreSQL begin with <see cref="Postgres"/>.</summary>
    public ImmutableSortedDictionary<string, double> Seconds { get; init; } = ImmutableSortedDictionary<string, double>.Empty;

    /// <summary>Of commands on open cases, in milliseconds.</summary>
    public double P50 { get; init; }

    public double P99 { get; init; }

    public double WalBytesPerCase { get; init; }

    public double LogBytesPerCase { get; init; }

    /// <summary>Connections of the product to PostgreSQL.</summary>
    public int Connections { get; init; }

    public double Total => Seconds.Values.Sum();

    public double PerThousandCommands(double seconds) => Commands > 0 ? seconds * 1000 / Commands : 0;

    public double PerCase(Func<string, bool> parts) => Cases > 0 ? Seconds.Where(part => parts(part.Key)).Sum(part => part.Value) / Cases : 0;

    public static bool IsPostgres(string part) => part.StartsWith(Postgres, StringComparison.Ordinal);

    public static bool IsFront(string part) => part == Front;
}
