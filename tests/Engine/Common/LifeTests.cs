using AfterSales.Tests.Engine.Grains;

namespace AfterSales.Tests.Engine.Common;

/// <summary>How activations begin and end.</summary>
public sealed class LifeTests(EngineFixture engine)
{
    private readonly string _key = Guid.NewGuid().ToString();

    private IProbe Probe => engine.Grains.GetGrain<IProbe>($"probe:{_key}");

    [Fact]
    public async Task Two_hundred_concurrent_first_calls_meet_one_activation()
    {
        Guid[] met = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => Task.Run(() => Probe.Activation())));
        Assert.Single(met.Distinct());
    }

    [Fact]
    public async Task A_failed_activation_is_told_to_its_callers_and_the_next_call_tries_afresh()
    {
        var key = Guid.NewGuid();
        FragileGrain.Failures[key] = 1;
        IFragile fragile = engine.Grains.GetGrain<IFragile>(key);
        ProbeFailureException failure = await Assert.ThrowsAsync<ProbeFailureException>(fragile.Attempt);
        Assert.Equal("attempt 1", failure.Message);
        Assert.Equal(2, await fragile.Attempt());
    }

    [Fact]
    public async Task A_deactivated_grain_is_activated_anew_by_the_next_call()
    {
        Guid first = await Probe.Activation();
        Assert.Equal(first, await Probe.Activation());
        await Probe.Leave();
        Assert.NotEqual(first, await Probe.Activation());
        Assert.Equal(DeactivationReasonCode.ApplicationRequested, ProbeGrain.Reasons[$"probe:{_key}"]);
    }

    [Fact]
    public async Task Calls_that_arrive_while_a_grain_deactivates_are_served_by_the_next_activation()
    {
        Guid first = await Probe.Activation();
        await Probe.LeaveThrough(_key);
        await Expect.Within(Gate.Of(_key).Reached, "the grain is deactivating");
        Task<Guid> next = Probe.Activation();
        Assert.False(next.IsCompleted);
        Gate.Of(_key).Open();
        Assert.NotEqual(first, await Expect.Within(next, "the waiting call is forwarded"));
    }
}
