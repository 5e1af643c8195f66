using AfterSales.Api.Problems;

namespace AfterSales.Api.Batches;

/// <summary>Does the items of a batch side by side, within bounds, and keeps their order in the answer.</summary>
internal static class BatchRunner
{
    public static async Task<ImmutableArray<TResult>> Run<TResult>(
        ImmutableArray<BatchItem> items, int parallelism, Func<BatchItem, Task<TResult>> work, Func<BatchItem, Failure, TResult> refused, CancellationToken aborted)
    {
        var results = new TResult[items.Length];
        var options = new ParallelOptions { MaxDegreeOfParallelism = parallelism, CancellationToken = aborted };
        await Parallel.ForAsync(0, items.Length, options, async (index, _) =>
        {
            var item = items[index];
            try
            {
                results[index] = item.Refusal is { } refusal ? refused(item, refusal) : await work(item);
            }
            catch (Exception exception)
            {
                // One item's time-out says nothing about the others, whose results must not be lost with it.
                results[index] = refused(item, ExceptionFailures.Of(exception, mayHaveChanged: true));
            }
        });
        return [.. results];
    }
}
