using AfterSales.LoadTests.Chaos.Timing;
using AfterSales.LoadTests.Driving;
using AfterSales.LoadTests.Measuring;

namespace AfterSales.Tests.LoadTests.Chaos;

/// <summary>Series are written as one character per slice of 100 ms: <c>.</c> successes, <c>x</c> errors alone, <c>m</c> both, <c>_</c> neither.</summary>
public sealed class FaultTimesTests
{
    [Fact]
    public void A_kill_that_the_others_cover_has_its_first_and_last_error_and_no_silence()
    {
        var times = Times("....m..m....", at: 0.35);

        Assert.Equal((0.15, 0.15, 0.45, 0.0), (times.Detected, times.Served, times.LastError, times.Silent));
        Assert.Equal(2, times.Errors["reset"]);
    }

    [Fact]
    public void A_kill_of_all_serves_again_after_the_silence_though_answers_under_way_still_came()
    {
        var times = Times("....m.xxx_x.m..", at: 0.4);

        Assert.Equal((0.1, 0.8, 0.9, 0.5), (times.Detected, times.Served, times.LastError, times.Silent));
    }

    [Fact]
    public void A_system_that_never_comes_back_never_serves()
    {
        var times = Times("...xxxx", at: 0.3);

        Assert.Equal((0.1, null, 0.4), (times.Detected, times.Served, times.LastError));
        Assert.True(times.NeverServed);
    }

    [Fact]
    public void Errors_that_go_on_to_the_end_have_no_known_end()
    {
        Assert.True(Times("....m.m.m.m.m.m.m.m", at: 0.4).Cut);
        Assert.False(Times("....m.m.............", at: 0.4).Cut);
        Assert.True(FaultTimes.Of(Series("....m.m............."), at: 0.4, until: 0.8, arrivalsEnd: 2).Cut);
    }

    [Fact]
    public void Silence_without_errors_that_lasts_to_the_end_is_an_outage_too()
    {
        Assert.Equal((null, true), (Times("...____________", at: 0.3).Served, Times("...____________", at: 0.3).NeverServed));
        Assert.Equal((1.3, false), (Times("...____________.....", at: 0.3).Served!.Value, Times("...____________.....", at: 0.3).NeverServed));
        Assert.Equal((null, false), (Times(".....___", at: 0.3).Served, Times(".....___", at: 0.3).NeverServed));
    }

    [Fact]
    public void What_nobody_saw_has_no_times()
    {
        var times = Times("xx..........", at: 0.2);

        Assert.Equal((null, null, null), (times.Detected, times.Served, times.LastError));
        Assert.Empty(times.Errors);
    }

    [Fact]
    public void What_comes_after_the_window_belongs_to_somebody_else()
    {
        var times = FaultTimes.Of(Series("..x...m..."), at: 0.2, until: 0.5, arrivalsEnd: 1);

        Assert.Equal((0.1, 0.1), (times.Detected, times.LastError));
        Assert.Equal(1, times.Errors["reset"]);
    }

    [Fact]
    public void Quiet_after_the_last_arrival_is_no_silence()
    {
        var times = FaultTimes.Of(Series("..m...______."), at: 0.2, until: 2, arrivalsEnd: 0.6);

        Assert.Equal((0.1, 0.0), (times.Served, times.Silent));
    }

    [Fact]
    public void Slices_of_several_drivers_are_added_and_those_before_the_start_left_out()
    {
        var one = Driver(new DriverSlice(-1) { Succeeded = 9 }, new DriverSlice(0) { Succeeded = 4, Commands = 1 }, new DriverSlice(2) { Errors = Errors("reset", 3), CommandErrors = Errors("reset", 2) });
        var other = Driver(new DriverSlice(0) { Succeeded = 2, Commands = 2 }, new DriverSlice(2) { Succeeded = 4, Errors = Errors("reset", 1).Add("503", 5), CommandErrors = Errors("503", 5) });

        var commands = CallerSeries.OfCommands([one, other], 100);
        var reads = CallerSeries.OfReads([one, other], 100);

        Assert.Equal([3, 0, 0], commands.Slices.Select(slice => slice.Succeeded));
        Assert.Equal([("503", 5), ("reset", 2)], commands.Slices[2].Errors.Select(error => (error.Key, error.Value)));
        Assert.Equal([3, 0, 4], reads.Slices.Select(slice => slice.Succeeded));
        Assert.Equal([("reset", 2)], reads.Slices[2].Errors.Select(error => (error.Key, error.Value)));
    }

    [Fact]
    public void Reads_that_are_answered_do_not_end_an_outage_of_writing()
    {
        DriverSlice[] slices =
        [
            .. Enumerable.Range(0, 5).Select(index => new DriverSlice(index) { Succeeded = 9, Commands = 3 }),
            .. Enumerable.Range(5, 20).Select(index => new DriverSlice(index) { Succeeded = 6, Errors = Errors("503", 3), CommandErrors = Errors("503", 3) }),
            .. Enumerable.Range(25, 15).Select(index => new DriverSlice(index) { Succeeded = 9, Commands = 3 }),
        ];

        var times = FaultTimes.Of(CallerSeries.OfCommands([Driver([.. slices])], 100), at: 0.5, until: 4, arrivalsEnd: 4);

        Assert.Equal((0.1, 2.1, 2.0, 2.0), (times.Detected, times.Served, times.LastError, times.Silent));
    }

    private static FaultTimes Times(string series, double at) => FaultTimes.Of(Series(series), at, double.MaxValue, arrivalsEnd: double.MaxValue);

    private static CallerSeries Series(string text) => new(0.1, [.. text.Select(slice => new CallerSlice(
        slice is '.' or 'm' ? 5 : 0, slice is 'x' or 'm' ? Errors("reset", 1) : ImmutableSortedDictionary<string, long>.Empty))]);

    private static ImmutableSortedDictionary<string, long> Errors(string kind, long count) => ImmutableSortedDictionary<string, long>.Empty.Add(kind, count);

    private static DriverResult Driver(params ImmutableArray<DriverSlice> slices) => new("d", slices, []) { SendDelay = HistogramCounts.Empty };
}
