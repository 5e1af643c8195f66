using System.Collections.Concurrent;
using AfterSales.Followers;
using AfterSales.Log;

namespace AfterSales.Tests.Storage.ReadModel.Followers;

/// <summary>Writes down what it is handed.</summary>
internal sealed class RecordingConsumer(string name = "recording") : ILogConsumer
{
    public string Name => name;

    public ConcurrentQueue<(Guid Stream, int Seq)> Seen { get; } = new();

    public Func<IReadOnlyList<LogMark>, Task> During { get; set; } = _ => Task.CompletedTask;

    public async Task Consume(IReadOnlyList<LogMark> slice, CancellationToken cancellationToken)
    {
        await During(slice);
        foreach (var mark in slice)
        {
            Seen.Enqueue((mark.StreamId, mark.Seq));
        }
    }
}
