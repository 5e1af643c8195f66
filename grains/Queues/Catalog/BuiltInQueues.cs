using AfterSales.Routing;

namespace AfterSales.Queues;

/// <summary>The queues a new shop starts with, version 1 each: one per department, and <c>general</c> for everything else.</summary>
internal static class BuiltInQueues
{
    public const string General = "general";

    /// <summary>The queue, and the skill it asks for.</summary>
    public const string Supervisor = "supervisor";

    public static QueueCatalogDocument Document { get; } = new(1,
    [
        Of(General, "General", Departments.Service),
        Of("warehouse", "Warehouse", Departments.Warehouse),
        Of("finance", "Finance", Departments.Finance),
        Of("workshop", "Workshop", Departments.Workshop),
        Of("logistics", "Logistics", Departments.Logistics),
        Of("quality", "Quality", Departments.Quality),
        Of("arbitration", "Arbitration", Departments.Arbitration),
        Supervisors(),
    ]);

    public static QueueSet Set { get; } = new(Document);

    /// <summary>Where policy <c>sla</c> sends waiting cases whose promise is broken. Nothing is stuck where there is no supervisor: soon anybody may take it.</summary>
    private static QueueDocument Supervisors()
    {
        var plain = Of(Supervisor, "Supervisors", Departments.Service);
        return plain with
        {
            Definition = plain.Definition with
            {
                RequiredSkills = [new SkillLevel(Supervisor)],
                Targets = [new RelaxedTarget(TimeSpan.FromMinutes(15), [])],
                OverflowQueue = General,
                OverflowAfter = TimeSpan.FromHours(1),
            },
        };
    }

    private static QueueDocument Of(string id, string name, string department) =>
        new(id, 1, new QueueDefinition { Name = name, Department = department }, UpdatedAt: null, UpdatedBy: null);
}
