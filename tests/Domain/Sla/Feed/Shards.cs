using System.Collections.Concurrent;
using System.Collections.Immutable;
using AfterSales.Sla;
using NSubstitute;
using Orleans;

namespace AfterSales.Tests.Domain.Sla;

/// <summary>Sixteen shards that only listen, or answer as the test says.</summary>
internal sealed class Shards
{
    private readonly ConcurrentDictionary<string, ISlaWheelGrain> _shards = new();

    public Shards() => Factory.GetGrain<ISlaWheelGrain>(Arg.Any<string>(), Arg.Any<string?>()).Returns(call => _shards.GetOrAdd(call.ArgAt<string>(0), Shard));

    public IGrainFactory Factory { get; } = Substitute.For<IGrainFactory>();

    public ConcurrentQueue<(int Shard, ImmutableArray<DueFacts> Facts)> Told { get; } = new();

    public ConcurrentQueue<int> Pulsed { get; } = new();

    public Func<int, Task> Notified { get; set; } = _ => Task.CompletedTask;

    public Func<int, Task> Pulsing { get; set; } = _ => Task.CompletedTask;

    public Func<int, DateTimeOffset?> Next { get; set; } = _ => null;

    public Func<int, int, Outcome<int>> Fire { get; set; } = (_, _) => 0;

    private ISlaWheelGrain Shard(string key)
    {
        var (shard, number) = (Substitute.For<ISlaWheelGrain>(), WheelKeys.ShardOf(key));
        shard.Notify(Arg.Any<ImmutableArray<DueFacts>>()).Returns(call =>
        {
            Told.Enqueue((number, call.Arg<ImmutableArray<DueFacts>>()));
            return Notified(number);
        });
        shard.Pulse().Returns(_ =>
        {
            Pulsed.Enqueue(number);
            return Pulsing(number);
        });
        shard.NextDue().Returns(_ => Task.FromResult<Outcome<DueAnswer>>(new DueAnswer(Next(number))));
        shard.FireDue(Arg.Any<int>()).Returns(call => Task.FromResult(Fire(number, call.Arg<int>())));
        return shard;
    }
}
