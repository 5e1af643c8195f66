using AfterSales.Routing;

namespace AfterSales.Queues;

/// <summary>The queues a new shop starts with, version 1 each: one per department, and <c>general</c> for everything else.</summary>
internal static class BuiltInQueues
{
    public const string General = "general";

    public static QueueCatalogDocument Document { get; } = new(1,
    [
        Of(General, "General", Departments.Service),
        Of("warehouse", "Warehouse", Departments.Warehouse),
        Of("finance", "Finance", Departments.Finance),
        Of("workshop", "Workshop", Departments.Workshop),
        Of("logistics", "Logistics", Departments.Logistics),
        Of("quality", "Quality", Departments.Quality),
        Of("arbitration", "Arbitration", Departments.Arbitration),
    ]);

    public static QueueSet Set { get; } = new(Document);

    private static QueueDocument Of(string id, string name, string department) =>
        new(id, 1, new QueueDefinition { Name = name, Department = department }, UpdatedAt: null, UpdatedBy: null);
}
