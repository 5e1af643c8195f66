namespace AfterSales.Tests.Storage.Fixtures;

/// <summary>Waits that name what they waited for.</summary>
internal static class Patience
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    public static async Task<T> Within<T>(this Task<T> task, string expectation)
    {
        try
        {
            return await task.WaitAsync(Limit);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"Not within {Limit.TotalSeconds:0} s: {expectation}.");
        }
    }

    /// <summary>Asks again until the answer is yes; for states of other processes that announce nothing.</summary>
    public static async Task Until(string expectation, Func<Task<bool>> condition)
    {
        using var limit = new CancellationTokenSource(Limit);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (!await condition())
        {
            try
            {
                await timer.WaitForNextTickAsync(limit.Token);
            }
            catch (OperationCanceledException)
            {
                throw new TimeoutException($"Not within {Limit.TotalSeconds:0} s: {expectation}.");
            }
        }
    }
}
