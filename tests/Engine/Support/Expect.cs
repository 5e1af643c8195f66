namespace AfterSales.Tests.Engine;

/// <summary>Waits that say what they waited for.</summary>
internal static class Expect
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public static async Task Within(Task task, string what)
    {
        try
        {
            await task.WaitAsync(Patience, TestContext.Current.CancellationToken);
        }
        catch (TimeoutException) when (!task.IsCompleted)
        {
            throw new TimeoutException($"Expected within {Patience}: {what}.");
        }
    }

    public static async Task<T> Within<T>(Task<T> task, string what)
    {
        await Within((Task)task, what);
        return await task;
    }
}
