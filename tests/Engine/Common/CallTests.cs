using AfterSales.Tests.Engine.Grains;

namespace AfterSales.Tests.Engine.Common;

/// <summary>What callers get: results, errors, timeouts, context.</summary>
public sealed class CallTests(EngineFixture engine)
{
    private readonly string _key = Guid.NewGuid().ToString();

    private IProbe Probe => engine.Grains.GetGrain<IProbe>($"probe:{_key}");

    [Fact]
    public async Task Value_tasks_are_answered()
    {
        Assert.Equal(5, await Probe.AddSmall(2, 3));
        await Probe.Nothing();
    }

    [Fact]
    public async Task Exceptions_reach_the_caller_with_type_and_text()
    {
        ProbeFailureException thrown = await Assert.ThrowsAsync<ProbeFailureException>(() => Probe.Fail("at once"));
        Assert.Equal("at once", thrown.Message);
        ProbeFailureException later = await Assert.ThrowsAsync<ProbeFailureException>(() => Probe.FailLater("after an await"));
        Assert.Contains(nameof(ProbeGrain.FailLater), later.StackTrace, StringComparison.Ordinal);
        await Expect.Within(Probe.Note("alive"), "the grain serves on after failures");
    }

    [Fact]
    public async Task A_caller_that_waits_too_long_gets_a_timeout_and_the_callee_goes_on()
    {
        await Assert.ThrowsAsync<TimeoutException>(() => Probe.Hold(_key));
        Assert.Equal([$"{_key} in"], await Probe.Notes());
        Gate.Of(_key).Open();
        await Expect.Within(Probe.Note("next"), "the next request runs when the one that timed out has ended");
        Assert.Equal([$"{_key} in", $"{_key} out", "next"], await Probe.Notes());
    }

    [Fact]
    public async Task A_cancellation_reaches_the_callee()
    {
        using var source = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        Task call = Probe.WaitForCancellation(_key, source.Token);
        await Expect.Within(Gate.Of(_key).Reached, "the callee waits for cancellation");
        await source.CancelAsync();
        await Expect.Within(call.ContinueWith(static _ => { }, TestContext.Current.CancellationToken, TaskContinuationOptions.None, TaskScheduler.Default),
            "the call ends after cancellation");
        await Expect.Within(Probe.Note("next"), "the callee has ended");
        Assert.Equal(["cancelled", "next"], await Probe.Notes());
    }

    [Fact]
    public async Task The_request_context_flows_to_callees_and_not_back()
    {
        RequestContext.Set("trace", "t-1");
        try
        {
            Assert.Equal("t-1", await Probe.Context("trace"));
            Assert.Equal("t-1", await Probe.ContextOf($"probe:{_key} other", "trace"));
            Assert.Equal("t-1", await Probe.ContextAfterChangeBy($"probe:{_key} other", "trace"));
        }
        finally
        {
            RequestContext.Clear();
        }

        Assert.Null(await Probe.Context("trace"));
    }

    [Fact]
    public void References_to_the_same_grain_are_equal()
    {
        Assert.Equal(Probe, engine.Grains.GetGrain<IProbe>($"probe:{_key}"));
        Assert.NotEqual(Probe, engine.Grains.GetGrain<IProbe>("probe:another"));
        Assert.Equal($"probe:{_key}", Probe.GetPrimaryKeyString());
    }
}
