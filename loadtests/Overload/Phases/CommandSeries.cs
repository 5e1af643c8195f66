using AfterSales.LoadTests.Audit.Journals;
using AfterSales.LoadTests.Driving.Journal;
using AfterSales.LoadTests.Measuring;
using AfterSales.LoadTests.Peak.Reporting;

namespace AfterSales.LoadTests.Overload.Phases;

/// <summary>What callers were told, second by second of its telling, from the drivers' journals: openings apart from commands on cases that are open.</summary>
internal sealed class CommandSeries
{
    private const string Open = "open";
    private const string Order = "order";

    /// <summary>An opening that took longer was not served at the pace of its arrival.</summary>
    private const long PromptMicros = 1_000_000;

    private const long Second = 1_000_000;

    /// <summary>Codes of commands whose callers lost patience; every other refusal is an answer.</summary>
    private static readonly ImmutableHashSet<string> TryAgain = ["overloaded", "storage-unavailable", "outcome-unknown", "rate-limited", "429", "503", "connect"];

    private readonly SortedDictionary<int, SecondCounts> _seconds = [];

    /// <summary>Of all drivers of a run.</summary>
    public static CommandSeries Read(string journals)
    {
        var series = new CommandSeries();
        foreach (var entry in JournalFiles.Read(journals))
        {
            series.Add(entry);
        }

        return series;
    }

    public void Add(JournalEntry entry)
    {
        // The import of orders is before the first second.
        if (entry.Action == Order || entry.Answered < 0)
        {
            return;
        }

        var index = (int)(entry.Answered / Second);
        if (!_seconds.TryGetValue(index, out var counts))
        {
            _seconds[index] = counts = new SecondCounts();
        }

        counts.Add(entry);
    }

    /// <param name="from">First second.</param>
    /// <param name="to">The second after the last.</param>
    public CommandSpan Between(int from, int to)
    {
        var span = _seconds.Where(second => second.Key >= from && second.Key < to).Select(second => second.Value).ToList();
        return new CommandSpan(
            to - from,
            span.Sum(second => second.Opened),
            span.Sum(second => second.Prompt),
            span.Sum(second => second.Acted),
            span.Sum(second => second.OpensGivenUp),
            span.Sum(second => second.ActionsGivenUp),
            Percentiles.Of(span.Select(second => second.Opens.ToCounts())),
            Percentiles.Of(span.Select(second => second.Actions.ToCounts())));
    }

    /// <summary>p99 of commands on open cases that were answered in this second, in milliseconds; null when none was.</summary>
    public double? ActionP99(int second) => _seconds.TryGetValue(second, out var counts) && counts.Actions.Count > 0
        ? counts.Actions.Percentile(0.99).TotalMilliseconds
        : null;

    /// <summary>Commands acknowledged in this second.</summary>
    public long Acknowledged(int second) => _seconds.TryGetValue(second, out var counts) ? counts.Opened + counts.Acted : 0;

    private sealed class SecondCounts
    {
        public LatencyHistogram Opens { get; } = new();

        public LatencyHistogram Actions { get; } = new();

        public long Opened { get; private set; }

        public long Prompt { get; private set; }

        public long Acted { get; private set; }

        public long OpensGivenUp { get; private set; }

        public long ActionsGivenUp { get; private set; }

        public void Add(JournalEntry entry)
        {
            var acknowledged = entry.Outcome == CommandOutcome.Acknowledged;
            var gaveUp = entry.Outcome == CommandOutcome.Unknown || (entry.Outcome == CommandOutcome.Refused && TryAgain.Contains(entry.Code ?? ""));
            var micros = entry.Answered - entry.Intended;
            if (entry.Action != Open)
            {
                // A caller who gave up waited too: leaving him out would make the worst second look good.
                Actions.RecordNanoseconds(micros * 1_000);
                Acted += acknowledged ? 1 : 0;
                ActionsGivenUp += gaveUp ? 1 : 0;
                return;
            }

            // What the shop's rules refuse was served as well as what was opened.
            Prompt += !gaveUp && micros <= PromptMicros ? 1 : 0;
            OpensGivenUp += gaveUp ? 1 : 0;
            if (acknowledged)
            {
                Opens.RecordNanoseconds(micros * 1_000);
                Opened++;
            }
        }
    }
}

/// <summary>Commands of a span of time.</summary>
/// <param name="Seconds">Its length.</param>
/// <param name="Opened">Cases opened.</param>
/// <param name="Prompt">Openings that were decided, opened or refused by a rule, within a second of their arrival.</param>
/// <param name="Acted">Commands on open cases acknowledged.</param>
/// <param name="Opens">From arrival to success, retries included.</param>
/// <param name="Actions">From the intended start to the last answer, whatever it was.</param>
internal sealed record CommandSpan(
    int Seconds, long Opened, long Prompt, long Acted, long OpensGivenUp, long ActionsGivenUp, Percentiles Opens, Percentiles Actions)
{
    /// <summary>Commands acknowledged per second.</summary>
    public double Goodput => Seconds > 0 ? (double)(Opened + Acted) / Seconds : 0;
}
