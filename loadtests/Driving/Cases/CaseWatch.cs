using AfterSales.LoadTests.Driving.Wire;
using AfterSales.LoadTests.Http;
using AfterSales.LoadTests.Workload;
using AfterSales.LoadTests.Workload.Stories;

namespace AfterSales.LoadTests.Driving.Cases;

/// <summary>How a customer learns that something happened: he holds a live stream of his case, or asks again and again, less often the longer nothing happens.</summary>
internal sealed class CaseWatch(CaseDesk desk, int number, ApiCaller customer, EventStream? stream) : IAsyncDisposable
{
    private const double ShortestSeconds = 0.5;
    private const double LongestSeconds = 5;
    private const double Growth = 1.3;

    /// <summary>A stream may be interrupted for long: whoever holds one looks all the same now and then.</summary>
    private static readonly TimeSpan Distrust = TimeSpan.FromSeconds(10);

    private int _asked;

    public static CaseWatch Of(CaseDesk desk, int number, Guid ticket, ApiCaller customer)
    {
        var streams = Dice.Of(desk.Plan.Seed, "stream").At(number).Chance(desk.Plan.StreamShare);
        return new CaseWatch(desk, number, customer, streams ? desk.Streams.TryOpen($"tickets/{ticket}", customer, handler: null) : null);
    }

    /// <summary>Returns the case when it is another than <paramref name="known"/>. Ends with the run.</summary>
    public async Task<(CaseFacts Facts, long At)> Changed(CaseFacts known, long at)
    {
        for (var quiet = 0; ; quiet++)
        {
            long due;
            if (stream is null)
            {
                due = at + Interval(quiet);
            }
            else
            {
                // What a live reader asks for is due when he was told.
                await stream.Beyond(known.Version, Distrust, desk.Stopping);
                due = desk.Clock.Now;
            }

            var read = await desk.Read(known.Id, customer, due, known.Version);
            at = read.Answered;
            if (read.Answer.Case is { } facts && facts.Version != known.Version)
            {
                return (facts, at);
            }
        }
    }

    public ValueTask DisposeAsync() => stream?.DisposeAsync() ?? ValueTask.CompletedTask;

    private long Interval(int quiet)
    {
        var seconds = Math.Max(ShortestSeconds, desk.Plan.ThinkMilliseconds / 500) * Math.Pow(Growth, quiet);
        var jitter = 0.5 + Dice.Of(desk.Plan.Seed, "ask").At(number).At(_asked++).Roll();
        return (long)(Math.Min(seconds, LongestSeconds) * jitter * 1e6);
    }
}
