using AfterSales.Queues.Domain;
using Microsoft.Extensions.Logging;

namespace AfterSales.Queues;

/// <summary>What the parts of one shard's actor share.</summary>
/// <param name="Queue">Its queue.</param>
/// <param name="Shard">The decider.</param>
/// <param name="Grains">Agents and cases.</param>
/// <param name="Services">Of the process.</param>
/// <param name="Pump">To be called when something changed, as the last act of a turn.</param>
/// <param name="Logger">Of the actor.</param>
/// <param name="Stopping">The activation is over.</param>
internal sealed record ShardWork(
    string Queue, QueueShard Shard, IGrainFactory Grains, QueueServices Services, Action Pump, ILogger Logger, CancellationToken Stopping)
{
    public DateTimeOffset Now => Services.Clock.Now;

    /// <summary>Waits; throws <see cref="OperationCanceledException"/> when the activation is over.</summary>
    public Task Pause(TimeSpan time) => Task.Delay(time, Services.Time, Stopping);

    /// <summary>5, 10, 20 ms: for the same request once more.</summary>
    public Task Pause(int attempt) => Pause(TimeSpan.FromMilliseconds(5 << attempt));

    /// <summary>50 ms, doubled up to 2 s: for what has to succeed some time.</summary>
    public Task BackOff(int failures) => Pause(TimeSpan.FromMilliseconds(Math.Min(2_000, 50 << Math.Min(failures, 10))));
}
