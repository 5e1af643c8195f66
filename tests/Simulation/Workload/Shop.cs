using AfterSales.Policies;
using AfterSales.Queues;
using AfterSales.Routing;
using AfterSales.Tests.Simulation.Worlds;
using AfterSales.Tickets;

namespace AfterSales.Tests.Simulation.Workload;

/// <summary>A small shop whose times are short, so that a few seconds of virtual time meet all of its rules.</summary>
internal static class Shop
{
    public const string General = BuiltInQueues.General;
    public const string Offers = "offers";
    public const string Experts = "experts";
    public const string Finance = "finance";

    public static ImmutableArray<string> QueueIds { get; } = [Experts, Finance, General, Offers];

    public static WorldSetup Setup(Random random) => new(
        ShortPromises.Of(PolicySet.Default with { Routing = new(1, Routing(random)) }, random),
        new QueueSet(new QueueCatalogDocument(1, [.. Queues(random).Select(queue => new QueueDocument(queue.Id, 1, queue.Definition, null, null))])));

    /// <summary>The same policies, but nothing is taken from anybody by time: what a simulation comes to rest under.</summary>
    public static PolicySet AtRest(PolicySet policies) => policies with
    {
        Routing = new(policies.Routing.Version + 1, policies.Routing.Policy with { FirstActionTimeoutSeconds = 0, WhenAway = OpenWork.Keep }),
    };

    private static RoutingPolicy Routing(Random random) => new()
    {
        Rules =
        [
            new() { Name = "money", Departments = [Departments.Finance], Queue = Finance },
            new() { Name = "quality", Categories = [TicketCategory.Quality], Queue = Experts },
            new() { Name = "questions", Kinds = [TicketKind.Consultation], Queue = Offers },
        ],
        DefaultQueue = General,
        FirstActionTimeoutSeconds = random.Next(3) == 0 ? 0 : 3,
        RampUpSeconds = random.Next(2) * 3,
        RampUpPerMinute = 4,
        WhenOffline = (OpenWork)random.Next(2),
        WhenAway = (OpenWork)random.Next(2),
        AwaySeconds = 2,
    };

    private static IEnumerable<(string Id, QueueDefinition Definition)> Queues(Random random)
    {
        yield return (General, new QueueDefinition { Name = "General" });
        yield return (Finance, new QueueDefinition { Name = "Finance", Department = Departments.Finance });
        yield return (Offers, new QueueDefinition
        {
            Name = "Offers",
            Mode = QueueMode.Offer,
            OfferTimeout = TimeSpan.FromMilliseconds(1_500),
            OverflowQueue = random.Next(2) == 0 ? General : null,
            OverflowAfter = TimeSpan.FromSeconds(6),
        });
        yield return (Experts, new QueueDefinition
        {
            Name = "Experts",
            RequiredSkills = [new SkillLevel("quality", 3)],
            Targets = [new RelaxedTarget(TimeSpan.FromSeconds(1), [new SkillLevel("quality", 1)]), new RelaxedTarget(TimeSpan.FromSeconds(3), [])],
            OverflowQueue = General,
            OverflowAfter = TimeSpan.FromSeconds(5),
            MaxWaiting = 6,
        });
    }
}
