namespace AfterSales.LoadTests.Workload.Staff;

/// <summary>What there is to be done in a shop: departments of its queues, and skills that its queues may ask for.</summary>
internal sealed record ShopDesks(ImmutableArray<string> Departments, ImmutableArray<string> Skills);

/// <summary>Who works where. Every department has somebody; the rest of the people are where the work is.</summary>
internal static class AgentRoster
{
    /// <summary>In a small shop everybody does everything.</summary>
    private const int PeoplePerDepartment = 2;

    private const double OtherWeight = 0.03;

    private static readonly ImmutableDictionary<string, double> Weights = new Dictionary<string, double>
    {
        ["service"] = 0.52, ["warehouse"] = 0.2, ["finance"] = 0.14, ["workshop"] = 0.05, ["arbitration"] = 0.03,
    }.ToImmutableDictionary();

    public static string IdOf(PeakPlan plan, int agent) => $"{plan.Run}-a{agent}";

    public static ImmutableArray<string> DepartmentsOf(PeakPlan plan, ShopDesks desks, int agent)
    {
        var departments = desks.Departments;
        if (plan.Agents < departments.Length * PeoplePerDepartment)
        {
            return departments;
        }

        return agent < departments.Length
            ? [departments[agent]]
            : [Dice.Of(plan.Seed, "roster").At(agent).Weigh([.. departments.Select(name => (name, Weights.GetValueOrDefault(name, OtherWeight)))])];
    }
}
