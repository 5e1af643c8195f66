namespace AfterSales.Tests.Engine.Embedded;

/// <summary>Calls that would wait for themselves are reported at once; Orleans would let them time out.</summary>
public sealed class CycleTests
{
    private readonly string _key = Guid.NewGuid().ToString();

    [Fact]
    public async Task A_grain_that_awaits_itself_is_told_so_instead_of_hanging()
    {
        await using OwnEngine engine = await OwnEngine.StartAsync();
        InvalidOperationException cycle = await Expect.Within(
            Assert.ThrowsAsync<InvalidOperationException>(() => engine.Grains.GetGrain<ILink>("a").Follow("a")), "the self-call is reported");
        Assert.Contains("link/a ILink.Follow -> link/a ILink.Follow", cycle.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cycle_over_other_grains_names_the_chain_and_harms_nobody()
    {
        await using OwnEngine engine = await OwnEngine.StartAsync();
        InvalidOperationException cycle = await Expect.Within(
            Assert.ThrowsAsync<InvalidOperationException>(() => engine.Grains.GetGrain<ILink>("x").Follow("a", "b", "a")), "the cycle is reported");
        Assert.Contains("link/a ILink.Follow -> link/b ILink.Follow -> link/a ILink.Follow", cycle.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("link/x", cycle.Message, StringComparison.Ordinal);
        Assert.Equal("b", await Expect.Within(engine.Grains.GetGrain<ILink>("a").Follow("b"), "both grains serve on"));
    }

    [Fact]
    public async Task A_path_that_meets_no_grain_twice_is_no_cycle()
    {
        await using OwnEngine engine = await OwnEngine.StartAsync();
        Assert.Equal("c", await Expect.Within(engine.Grains.GetGrain<ILink>("a").Follow("b", "c"), "the path is followed"));
    }

    [Fact]
    public async Task Interleaving_calls_may_come_back()
    {
        await using OwnEngine engine = await OwnEngine.StartAsync();
        Assert.Equal("a", await Expect.Within(engine.Grains.GetGrain<ILink>("a").FollowInterleaved("b", "a"), "the interleaving cycle ends"));
    }

    [Fact]
    public async Task A_grain_may_call_itself_when_it_does_not_wait()
    {
        await using OwnEngine engine = await OwnEngine.StartAsync();
        await engine.Grains.GetGrain<ILink>("a").GoOnLater(_key);
        await Expect.Within(Gate.Of(_key).Reached, "the call that nobody awaits runs after its caller");
        Gate.Of(_key).Open();
    }
}
