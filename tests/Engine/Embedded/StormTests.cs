using AfterSales.Tests.Engine.Grains;

namespace AfterSales.Tests.Engine.Embedded;

/// <summary>Many callers against few grains that come and go. (Orleans refuses a call that was forwarded too often; this engine never does.)</summary>
public sealed class StormTests
{
    [Fact]
    public async Task A_storm_of_calls_and_deactivations_loses_no_call_and_never_meets_two_activations_of_a_grain()
    {
        const int Callers = 16, Calls = 300, Grains = 5;
        await using OwnEngine engine = await OwnEngine.StartAsync();
        await Expect.Within(
            Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(async () =>
            {
                var random = new Random(caller);
                for (int i = 0; i < Calls; i++)
                {
                    await engine.Grains.GetGrain<ISolitary>(random.Next(Grains)).Visit(leave: random.Next(10) == 0);
                }
            }))),
            "all calls are answered");
        Assert.Equal(Callers * Calls, SolitaryGrain.Visits.Values.Sum());
        Assert.Equal(0, SolitaryGrain.Violations);
    }
}
