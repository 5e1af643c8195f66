using AfterSales.Policies;
using AfterSales.Queues;
using AfterSales.Sla;
using Microsoft.Extensions.Logging;
using NSubstitute;
using Xunit;

namespace AfterSales.Tests.Domain.Sla;

/// <summary>A shop whose queues are older than the promises is told that it has no supervisors.</summary>
public sealed class SupervisorWatchTests : IDisposable
{
    private readonly IPolicySource _policies = Substitute.For<IPolicySource>();
    private readonly IQueueSource _queues = Substitute.For<IQueueSource>();
    private readonly CountingLogger _logger = new();
    private readonly SupervisorWatch _watch;

    public SupervisorWatchTests()
    {
        _policies.Current.Returns(PolicySet.Default);
        _watch = new SupervisorWatch(_policies, _queues, TimeProvider.System, _logger);
    }

    public void Dispose() => _watch.Dispose();

    [Fact]
    public async Task A_queue_that_is_missing_is_told_once_for_each_policy()
    {
        _queues.Current.Returns(Without());
        await _watch.Look();
        await _watch.Look();
        Assert.Equal(1, _logger.Warnings);
        _policies.Current.Returns(PolicySet.Default with { Sla = new(2, new SlaPolicy()) });
        await _watch.Look();
        Assert.Equal(2, _logger.Warnings);
    }

    [Fact]
    public async Task Nothing_is_said_where_it_exists_or_came_this_moment_or_nobody_is_sent_there()
    {
        _queues.Current.Returns(new QueueSet(BuiltInQueues.Document));
        await _watch.Look();
        _queues.Current.Returns(Without());
        _queues.When(source => source.Refresh()).Do(_ => _queues.Current.Returns(new QueueSet(BuiltInQueues.Document)));
        await _watch.Look();
        _queues.When(source => source.Refresh()).Do(_ => _queues.Current.Returns(Without()));
        _policies.Current.Returns(PolicySet.Default with { Sla = new(3, new SlaPolicy { Definitions = [] }) });
        await _watch.Look();
        Assert.Equal(0, _logger.Warnings);
    }

    private static QueueSet Without() => new(BuiltInQueues.Document with
    {
        Queues = [.. BuiltInQueues.Document.Queues.Where(queue => queue.Id != BuiltInQueues.Supervisor)],
    });

    private sealed class CountingLogger : ILogger<SupervisorWatch>
    {
        public int Warnings { get; private set; }

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Warnings += logLevel == LogLevel.Warning ? 1 : 0;
    }
}
