using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using AfterSales.LoadTests.Measuring;
using AfterSales.LoadTests.Shop.Driving;
using AfterSales.LoadTests.Shop.Planning;

namespace AfterSales.LoadTests.Shop;

/// <summary>What <c>shop</c> leaves in <c>artifacts/bench/shop.json</c>.</summary>
internal sealed record ShopReport
{
    public required int Orders { get; init; }

    public required int Lines { get; init; }

    public required int Completed { get; init; }

    /// <summary>Cases the system refused, by stable code.</summary>
    public required ImmutableSortedDictionary<string, int> Refused { get; init; }

    public required int RefusedTotal { get; init; }

    public required int Skipped { get; init; }

    /// <summary>By currency, in major units with two decimals.</summary>
    public required ImmutableSortedDictionary<string, string> Refunded { get; init; }

    public required double Seconds { get; init; }

    /// <summary>Orders and commands that were new to the system; 0 when the same file ran before on this database.</summary>
    public required int Effects { get; init; }

    public required ImmutableSortedDictionary<string, bool> Checks { get; init; }

    public required MachineFacts Machine { get; init; }

    public string Engine { get; init; } = BenchReport.BuiltFor;

    [JsonIgnore]
    public bool Passed => Checks.Values.All(passed => passed);

    public static ShopReport Of(ShopPlan plan, ShopOutcome outcome, ShopSums sums) => new()
    {
        Orders = outcome.OrdersCreated + outcome.OrdersKnown,
        Lines = plan.Lines,
        Completed = outcome.Completed.Count(),
        Refused = outcome.Refused.GroupBy(end => end.RefusalCode!).ToImmutableSortedDictionary(group => group.Key, group => group.Count()),
        RefusedTotal = outcome.Refused.Count(),
        Skipped = plan.Skipped,
        Refunded = ImmutableSortedDictionary<string, string>.Empty.Add(ShopBodies.Currency, Major(outcome.RefundedPence)),
        Seconds = Math.Round(outcome.Elapsed.TotalSeconds, 2),
        Effects = outcome.Effects,
        Checks = new Dictionary<string, bool>
        {
            ["everyCaseEndedAsPlanned"] = outcome.Cases.All(end => end.AsPlanned),
            ["foldOfLogEqualsPlan"] = sums.Fold == sums.Plan && sums.FoldCases == sums.PlanCases,
            ["readModelEqualsFoldOfLog"] = sums.ReadModel == sums.Fold && sums.ReadModelCases == sums.FoldCases,
            ["ordersEqualFoldOfLog"] = sums.Orders == sums.Fold,
        }.ToImmutableSortedDictionary(),
        Machine = MachineFacts.Read(),
    };

    /// <summary>The report as printed: the same JSON as in the file.</summary>
    public string ToText() => JsonSerializer.Serialize(this, ShopJson.Default.ShopReport);

    public void Write() => File.WriteAllText(Artifacts.PathOf("shop.json"), ToText());

    private static string Major(long pence) => (pence / 100m).ToString("0.00", CultureInfo.InvariantCulture);
}

[JsonSerializable(typeof(ShopReport))]
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    WriteIndented = true)]
internal sealed partial class ShopJson : JsonSerializerContext;
