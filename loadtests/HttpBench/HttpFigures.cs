using AfterSales.LoadTests.HttpBench.Driver;
using AfterSales.LoadTests.Measuring;

namespace AfterSales.LoadTests.HttpBench;

/// <summary>What one service showed in all rounds.</summary>
internal sealed class HttpFigures(string name)
{
    private readonly List<DriveResult> _saturated = [];
    private readonly List<DriveResult> _offered = [];
    private readonly List<double> _service = [];
    private readonly List<double> _database = [];

    public string Name => name;

    public double RequestsPerSecond => Rounds.Median(_saturated.Select(result => result.PerSecond));

    public double OfferedP99 => Rounds.Median(_offered.Select(result => result.P99));

    /// <summary>How many times the processor seconds of this service and its database the other takes per case; median of the rounds' ratios.</summary>
    public double CheaperThan(HttpFigures other) => Rounds.Median(other.PerThousandCases.Zip(PerThousandCases, (theirs, own) => theirs / own));

    private IEnumerable<double> PerThousandCases => _service.Zip(_database, (service, database) => service + database);

    public void Add(DriveResult saturated, double serviceSeconds, double databaseSeconds, int cases)
    {
        _saturated.Add(saturated);
        _service.Add(serviceSeconds * 1000 / cases);
        _database.Add(databaseSeconds * 1000 / cases);
    }

    public void AddOffered(DriveResult offered) => _offered.Add(offered);

    public IEnumerable<BenchResult> Results(HttpFigures? reference)
    {
        yield return new BenchResult($"{name}, saturated", RequestsPerSecond)
        {
            P50 = Rounds.Median(_saturated.Select(result => result.P50)),
            P99 = Rounds.Median(_saturated.Select(result => result.P99)),
            Rounds = [.. _saturated.Select(result => Math.Round(result.PerSecond, 1))],
            Ratio = reference is null ? null : Rounds.Median(_saturated.Zip(reference._saturated, (own, other) => own.PerSecond / other.PerSecond)),
            RatioTo = reference is null ? null : $"{reference.Name}, saturated",
        };
        yield return new BenchResult($"{name}, same offered load", Rounds.Median(_offered.Select(result => result.PerSecond)))
        {
            P50 = Rounds.Median(_offered.Select(result => result.P50)),
            P99 = OfferedP99,
            Rounds = [.. _offered.Select(result => Math.Round(result.P99, 2))],
        };
        yield return Seconds("service", _service);
        yield return Seconds("database", _database);
    }

    private BenchResult Seconds(string whose, List<double> seconds) => new($"{name}, processor time of {whose} per 1,000 cases")
    {
        Value = Rounds.Median(seconds),
        Unit = "s",
        Rounds = [.. seconds.Select(value => Math.Round(value, 2))],
    };
}
