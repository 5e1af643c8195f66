using AfterSales.LoadTests.Scale.Parts;

namespace AfterSales.Tests.LoadTests.Scale;

public sealed class BackendMeterTests
{
    private readonly BackendMeter _meter = new();

    [Fact]
    public void A_backend_that_was_there_counts_from_the_first_look()
    {
        _meter.Add([new BackendLook(1, 10, "log writer", 500)]);
        _meter.Add([new BackendLook(1, 10, "log writer", 530)]);

        Assert.Equal(30, _meter.Ticks["log writer"]);
    }

    [Fact]
    public void One_that_came_later_counts_whole_and_one_that_ended_keeps_what_was_seen_of_it()
    {
        _meter.Add([new BackendLook(1, 10, "read model", 100)]);
        _meter.Add([new BackendLook(1, 10, "read model", 140), new BackendLook(2, 20, "read model", 7)]);
        _meter.Add([new BackendLook(2, 20, "read model", 9)]);

        Assert.Equal(49, _meter.Ticks["read model"]);
    }

    [Fact]
    public void A_process_id_that_is_used_again_is_another_backend()
    {
        _meter.Add([new BackendLook(1, 10, "log reader", 100)]);
        _meter.Add([new BackendLook(1, 99, "log writer", 5)]);

        Assert.Equal(0, _meter.Ticks["log reader"]);
        Assert.Equal(5, _meter.Ticks["log writer"]);
        Assert.Equal(1, _meter.Count(name => name == "log writer"));
    }

    [Theory]
    [InlineData("aftersales log writer", "client backend", "log writer")]
    [InlineData("psql", "client backend", "bench and others")]
    [InlineData("", "walwriter", "walwriter")]
    public void A_backend_is_named_by_whom_it_works_for(string application, string type, string name) => Assert.Equal(name, BackendProbe.NameOf(application, type));
}
