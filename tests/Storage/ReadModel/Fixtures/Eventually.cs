using Xunit;

namespace AfterSales.Tests.Storage.ReadModel;

/// <summary>Waits for what another process or task brings about; a wait that ends names what was expected.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    public static async Task True(Func<Task<bool>> condition, string expected)
    {
        using var limit = new CancellationTokenSource(Limit);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        try
        {
            while (!await condition())
            {
                await timer.WaitForNextTickAsync(limit.Token);
            }
        }
        catch (OperationCanceledException)
        {
            Assert.Fail($"Not within {Limit.TotalSeconds} s: {expected}.");
        }
    }

    public static Task True(Func<bool> condition, string expected) => True(() => Task.FromResult(condition()), expected);

    public static async Task<T> Of<T>(Task<T> task, string expected)
    {
        try
        {
            return await task.WaitAsync(Limit);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"Not within {Limit.TotalSeconds} s: {expected}.");
        }
    }
}
