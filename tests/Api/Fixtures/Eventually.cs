using Xunit;

namespace AfterSales.Tests.Api.Fixtures;

/// <summary>Asks again until a condition holds, at most 20 s unless told: for what follows the log at its own pace in a real process.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(50);

    public static async Task<T> Get<T>(Func<Task<T>> ask, Func<T, bool> holds, string expected, int patienceSeconds = 20)
    {
        using var timer = new PeriodicTimer(Period);
        var until = TimeProvider.System.GetTimestamp() + (patienceSeconds * TimeProvider.System.TimestampFrequency);
        while (true)
        {
            var answer = await ask();
            if (holds(answer))
            {
                return answer;
            }

            Assert.True(TimeProvider.System.GetTimestamp() < until, $"After {patienceSeconds} s still not: {expected}. Last answer: {answer}");
            await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }
    }
}
