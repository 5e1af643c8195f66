using AfterSales.Queues;
using AfterSales.Routing;

namespace AfterSales.Tests.Storage.ReadModel;

/// <summary>The queues a test says there are; three by default.</summary>
internal sealed class FixedQueues : IQueueSource
{
    public QueueSet Current { get; set; } = Of(
        Queue("general"),
        Queue("phone", skills: new SkillLevel("phone", 2)),
        Queue("warehouse", Departments.Warehouse));

    public static QueueSet Of(params QueueDocument[] queues) => new(new QueueCatalogDocument(1, [.. queues]));

    public static QueueDocument Queue(string id, string department = Departments.Service, params SkillLevel[] skills) =>
        new(id, 1, new QueueDefinition { Name = id, Department = department, RequiredSkills = [.. skills] }, null, null);

    public Task Refresh() => Task.CompletedTask;
}
