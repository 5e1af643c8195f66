using AfterSales.Policies;
using AfterSales.Tickets;

namespace AfterSales.Tests.Simulation.Workload;

/// <summary>The promises and deadlines of a new shop, but in seconds: what takes days there happens here while somebody watches.</summary>
internal static class ShortPromises
{
    private const int LongestSeconds = 6;

    public static PolicySet Of(PolicySet policies, Random random) => policies with
    {
        Sla = new(1, new SlaPolicy { Definitions = Definitions(random) }),
        Deadlines = new(1, new DeadlinePolicy { Rules = [.. policies.Deadlines.Policy.Rules.Select(rule => rule with { AfterSeconds = random.Next(1, LongestSeconds) })] }),
    };

    /// <summary>A few of them, so that not every step of every case is one of a clock. The first one stays as long as it is: it must be held, not fired.</summary>
    private static ImmutableArray<SlaDefinition> Definitions(Random random)
    {
        var all = SlaDefaults.Definitions;
        var some = all.Where(_ => random.Next(2) == 0).Select(definition => Short(definition, random));
        return [all.Single(definition => definition.Name == "legal-answer"), .. some.Where(definition => definition.Name != "legal-answer")];
    }

    private static SlaDefinition Short(SlaDefinition definition, Random random) => definition with
    {
        TargetSeconds = Enum.GetValues<TicketPriority>().ToImmutableDictionary(priority => priority, _ => random.Next(1, LongestSeconds)),
        Calendar = null,
        Warnings = [.. SlaDefaults.Ladder.Where(_ => random.Next(2) == 0)],
    };
}
