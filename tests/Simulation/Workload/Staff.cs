using AfterSales.Agents;
using AfterSales.Routing;

namespace AfterSales.Tests.Simulation.Workload;

/// <summary>Who works in the shop, by seed.</summary>
internal sealed record Employee(string Id, AgentProfile Profile)
{
    public Caller Caller { get; } = new(
        "sim", Id, Profile.Departments.Contains(Departments.Finance) ? Roles.Finance | Roles.Agent : Roles.Agent);
}

internal static class Staff
{
    public static Caller Lead { get; } = new("sim", "lead", Roles.Lead | Roles.Admin | Roles.Agent);

    public static IReadOnlyList<Employee> Hire(Random random) =>
    [
        .. Enumerable.Range(0, random.Next(3, 7)).Select(n => new Employee($"a{n}", Profile(n, random, Departments.Service))),
        .. Enumerable.Range(0, random.Next(1, 3)).Select(n => new Employee($"f{n}", Profile(n, random, Departments.Finance))),
    ];

    private static AgentProfile Profile(int n, Random random, string department) => new()
    {
        Name = $"Agent {n}",
        Capacity = random.Next(4) switch { 0 => 50, 1 => 200, _ => 100 },
        Skills = random.Next(3) == 0 ? [] : [new SkillLevel("quality", random.Next(1, 6))],
        Departments = [department],
    };
}
