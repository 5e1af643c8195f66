using AfterSales.Agents;
using AfterSales.Followers;
using AfterSales.Log;
using AfterSales.ReadModel;
using AfterSales.Routing;
using Xunit;

namespace AfterSales.Tests.Storage.ReadModel.Routing;

public sealed class AgentAudienceTests : ReadModelTest
{
    private static readonly SkillLevel Phone = new("phone", 3);

    [Fact]
    public async Task Agents_are_projected_and_told_to_the_queues_they_may_serve()
    {
        await using var process = new ReadModelProcess(Database.ConnectionString);
        var consumer = process.Get<ProjectionConsumer>();
        await Change(consumer, 1);
        Assert.Equal(["general", "phone", "warehouse"], Told(process, version: 1));
        await Change(consumer, 2);
        Assert.Equal(["general"], Told(process, version: 2));
        Assert.Equal(2, await Database.Ask<int>("select version from agent_view"));
    }

    [Fact]
    public async Task A_queue_that_an_agent_can_serve_no_more_hears_of_it()
    {
        await using var process = new ReadModelProcess(Database.ConnectionString);
        var consumer = process.Get<ProjectionConsumer>();
        process.Projectors.ShapeAgent = (id, version) => Routed.Agent(id, version, status => status with { Skills = version < 3 ? [Phone] : [] });
        await Change(consumer, 1);
        await Change(consumer, 2);
        Assert.Equal(["general", "phone"], Told(process, version: 2));
        await Change(consumer, 3);
        Assert.Equal(["general", "phone"], Told(process, version: 3));
        await Change(consumer, 4);
        Assert.Equal(["general"], Told(process, version: 4));
    }

    [Fact]
    public async Task As_long_as_it_was_not_taken_the_old_queue_is_told_again()
    {
        await using var process = new ReadModelProcess(Database.ConnectionString);
        var consumer = process.Get<ProjectionConsumer>();
        process.Projectors.ShapeAgent = (id, version) => Routed.Agent(id, version, status => status with { Skills = version == 1 ? [Phone] : [] });
        await Change(consumer, 1);
        process.Grains.Refuse = receiver => receiver == "queue phone" ? new Failure(FailureCodes.Overloaded, "busy") : null;
        await Assert.ThrowsAsync<SliceFaultedException>(() => Change(consumer, 2));
        process.Grains.Refuse = _ => null;
        await consumer.Consume([Mark(2)], Cancel);
        Assert.Equal(["general", "phone"], Told(process, version: 2));
    }

    [Fact]
    public async Task After_the_lease_was_gained_anew_every_queue_is_told_once()
    {
        await using var process = new ReadModelProcess(Database.ConnectionString);
        var consumer = process.Get<ProjectionConsumer>();
        await Change(consumer, 1);
        await consumer.IsFinished(atEnd: false, Cancel);
        await Change(consumer, 2);
        Assert.Equal(["general", "phone", "warehouse"], Told(process, version: 2));
    }

    private async Task Change(ProjectionConsumer consumer, int version)
    {
        await Database.Append(StreamKind.Agent, Rows.Id(1), version, version);
        await consumer.Consume([Mark(version)], Cancel);
    }

    private static LogMark Mark(int version) => new(new LogCursor(1, version), StreamKind.Agent, Rows.Id(1), version);

    private static IEnumerable<string> Told(ReadModelProcess process, int version) =>
        process.Grains.Queues.Where(told => told.Agents.Any(agent => agent.Version == version)).Select(told => told.Queue).Distinct().Order();
}
