using AfterSales.Routing;
using AfterSales.Streams;
using AfterSales.Tickets;

namespace AfterSales.Tests.Domain.Tickets;

/// <summary>One routing event of every type, with every field set.</summary>
internal static class RoutingSamples
{
    private static readonly Guid AssignmentId = Guid.Parse("0198c5a2-1111-8000-8000-000000000002");
    private static readonly PersonalText Text = new() { Text = "in words" };

    public static IReadOnlyList<TicketEvent> All { get; } =
    [
        new Queued("quality", "after-inspection", 7, Departments.Service, 20, Samples.Start.AddHours(1), Samples.Start)
        {
            By = Roles.System, Skills = [new SkillLevel("electronics", 2)], FromQueue = "general", Personal = Text,
        },
        new WaitRevised("default", 8, Samples.Start.AddMinutes(5)) { By = Roles.System, Skills = [new SkillLevel("vip")] },
        new LeftQueue("general") { By = Roles.System },
        new Assigned(
            AssignmentId, "a-1", "quality", Departments.Service, 20, AssignmentMode.Auto, Samples.Start,
            new AssignmentReason("lowest-load", 1, 12, [new CandidateLoad("a-1", 40, 100), new CandidateLoad("a-2", 55, 100)]))
        {
            By = Roles.System, Personal = Text,
        },
        new WorkPaused { By = Roles.System },
        new WorkResumed { By = Roles.System },
        new AssignmentEnded(AssignmentId, AssignmentEnd.Transferred) { By = Roles.Lead, Personal = Text },
        new AssignmentVoided(AssignmentId) { By = Roles.System },
    ];
}
