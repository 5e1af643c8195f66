namespace AfterSales.Tests.LoadTests.Systems;

/// <summary>Waits for what another process or thread is about to do; says what was waited for when it never comes.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan AskAgainAfter = TimeSpan.FromMilliseconds(50);

    public static Task Holds(Func<bool> holds, string what) => Holds(() => Task.FromResult(holds()), what);

    public static async Task Holds(Func<Task<bool>> holds, string what)
    {
        var since = TimeProvider.System.GetTimestamp();
        using var pause = new PeriodicTimer(AskAgainAfter);
        while (!await holds())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(since) < Patience, $"Not within {Patience.TotalSeconds:0} s: {what}.");
            await pause.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }
    }
}
