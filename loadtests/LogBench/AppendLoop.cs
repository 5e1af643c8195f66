using AfterSales.LoadTests.Measuring;
using AfterSales.LoadTests.Running;
using AfterSales.Log;

namespace AfterSales.LoadTests.LogBench;

/// <summary>The product's log under many activations, each waiting for its own append as a grain does.</summary>
internal static class AppendLoop
{
    public static Task<Round> Run(IEventLog log, int writers, TimeSpan duration) => Load.For(duration, writers, _ =>
    {
        var rows = new StreamRows();
        return async () =>
        {
            var (stream, seq) = rows.Next();

            // Kind Agent: nothing projects or tells agents, so the log is measured alone.
            var row = new LogRow(StreamKind.Agent, stream, seq, DateTimeOffset.UtcNow, "bench", Guid.NewGuid(), null, StreamRows.Payload, null);
            var status = await log.Append(row);
            if (status != AppendStatus.Committed)
            {
                throw new BenchRefusedException($"an append was answered {status}; the figure would count work that was not done");
            }
        };
    });
}
