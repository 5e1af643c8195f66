using System.Diagnostics;
using AfterSales.LoadTests.Driving;
using Spectre.Console;
using static AfterSales.LoadTests.Peak.Reporting.PeakSummary;

namespace AfterSales.LoadTests.Peak.Showing;

/// <summary>Where a run is: one line that changes in a terminal; in a file a line for each phase and one every quarter of a minute.</summary>
internal sealed class PeakProgress(Action<string>? live, Action<string> line)
{
    private static readonly TimeSpan Seldom = TimeSpan.FromSeconds(15);
    private readonly Lock _lock = new();
    private readonly long _started = Stopwatch.GetTimestamp();
    private string _phase = "";
    private bool _invited;
    private TimeSpan _told;

    /// <summary>Runs the work with a line of its own.</summary>
    public static Task<T> Run<T>(Func<PeakProgress, Task<T>> work) => Console.IsOutputRedirected || !AnsiConsole.Profile.Capabilities.Interactive
        ? work(new PeakProgress(null, AnsiConsole.WriteLine))
        : AnsiConsole.Status().StartAsync("starting", context => work(new PeakProgress(text => context.Status = Markup.Escape(text), AnsiConsole.WriteLine)));

    /// <summary>Something that stays on the screen.</summary>
    public void Say(string text)
    {
        lock (_lock)
        {
            line($"{Clock(Elapsed)} {text}");
        }
    }

    public void Show(FleetProgress progress)
    {
        var text = Text(progress);
        lock (_lock)
        {
            live?.Invoke(text);
            if (progress.Join is { } address && !_invited)
            {
                line($"{Clock(Elapsed)} waiting for drivers; on each other machine run: ./bench join --to {address}");
                _invited = true;
            }

            if (progress.Phase != _phase || (live is null && Elapsed - _told >= Seldom))
            {
                line($"{Clock(Elapsed)} {(progress.Phase != _phase && live is not null ? progress.Phase : text)}");
                (_phase, _told) = (progress.Phase, Elapsed);
            }
        }
    }

    public static string Text(FleetProgress progress)
    {
        var phase = progress.Done > 0 ? $"{progress.Phase} {Share(Math.Min(progress.Done, 1))}" : progress.Phase;
        var detail = progress.Detail is null ? "" : $": {progress.Detail}";
        return progress.Operations + progress.Errors == 0
            ? phase + detail
            : $"{phase}{detail}, {Whole(progress.Cases)} cases, {Whole(progress.Operations)} operations, {Number(progress.PerSecond)}/s, p99 {Number(progress.P99)} ms, {Whole(progress.Errors)} errors";
    }

    private TimeSpan Elapsed => Stopwatch.GetElapsedTime(_started);

    private static string Clock(TimeSpan time) => time.ToString(time.TotalHours < 1 ? @"mm\:ss" : @"h\:mm\:ss", null);
}
