using System.Collections.Immutable;

namespace AfterSales.Tests.Engine.Embedded;

/// <summary>With CopyMessages a call shares nothing with its caller and refuses what a serializer would refuse.</summary>
public sealed class CopierTests
{
    [Fact]
    public async Task Messages_arrive_equal_and_share_nothing()
    {
        await using OwnEngine engine = await OwnEngine.StartAsync(static o => o.CopyMessages = true);
        IEcho echo = engine.Grains.GetGrain<IEcho>("echo");
        var sent = new Parcel("name", [1, 2], ["a", "b"], ImmutableDictionary<string, Item>.Empty.Add("k", new Item(5)), new byte[] { 7 }, null)
        {
            Items = [new Item(1), new Item(2)],
            Index = new Dictionary<string, List<Item>> { ["x"] = [new Item(3)] },
        };
        Parcel kept = await echo.Keep(sent);
        Parcel back = await echo.Kept();

        Assert.Equal(("name", 5, 7), (back.Name, back.ByKey["k"].Number, back.Bytes.Span[0]));
        Assert.Equal([1, 2], back.Numbers);
        Assert.Equal(["a", "b"], back.Tags);
        Assert.Equal([1, 2], back.Items.Select(static item => item.Number));
        Assert.Equal(3, back.Index["x"].Single().Number);
        Assert.Null(back.NotMarked);
        Assert.Equal("not sent", sent.NotMarked);
        Assert.All([(object)sent, kept], other => Assert.NotSame(other, back));
        Assert.NotSame(sent.Items, back.Items);
        Assert.NotSame(sent.Items[0], back.Items[0]);
        Assert.NotSame(sent.ByKey["k"], back.ByKey["k"]);
        sent.Items.Clear();
        Assert.Equal(2, (await echo.Kept()).Items.Count);
    }

    [Fact]
    public async Task An_object_met_twice_is_one_object_on_the_other_side_and_cycles_end()
    {
        await using OwnEngine engine = await OwnEngine.StartAsync(static o => o.CopyMessages = true);
        var item = new Item(1);
        var node = new Node { Items = [item, item] };
        node.Self = node;
        Node back = await engine.Grains.GetGrain<IEcho>("echo").Return(node);
        Assert.NotSame(node, back);
        Assert.Same(back, back.Self);
        Assert.Same(back.Items[0], back.Items[1]);
    }

    [Fact]
    public async Task Types_that_no_serializer_knows_are_refused_by_name()
    {
        await using OwnEngine engine = await OwnEngine.StartAsync(static o => o.CopyMessages = true);
        NotSupportedException refused = await Assert.ThrowsAsync<NotSupportedException>(
            () => engine.Grains.GetGrain<IEcho>("echo").Box(new Stranger()));
        Assert.Contains(nameof(Stranger), refused.Message, StringComparison.Ordinal);
        Assert.Contains("IEcho.Box", refused.Message, StringComparison.Ordinal);
        IReadOnlyList<int> readOnly = [1, 2];
        await Assert.ThrowsAsync<NotSupportedException>(() => engine.Grains.GetGrain<IEcho>("echo").Box(readOnly));
    }

    [Fact]
    public async Task Without_it_references_are_passed()
    {
        await using OwnEngine engine = await OwnEngine.StartAsync();
        var stranger = new Stranger();
        Assert.Same(stranger, await engine.Grains.GetGrain<IEcho>("echo").Box(stranger));
    }
}
