using System.Globalization;
using CsvHelper;

namespace AfterSales.LoadTests.Workload.Arrivals;

/// <summary>
/// Real arrivals from a CSV with a column <c>opened_at</c> or <c>arrived_at</c> (day/month/year hour:minute, or ISO 8601) and, where there are any, <c>priority</c>
/// ("3 - Moderate", or a number), <c>reassignment_count</c> and <c>reopen_count</c>. A <c>?</c> is a missing value.
/// </summary>
internal static class ReplayFile
{
    private const string Missing = "?";
    private static readonly string[] TimeColumns = ["opened_at", "arrived_at"];
    private static readonly string[] TimeFormats =
        ["d/M/yyyy HH:mm", "d/M/yyyy H:mm", "d/M/yyyy HH:mm:ss", "yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-ddTHH:mm:ss", "yyyy-MM-ddTHH:mm:ssK", "O"];

    /// <summary>The plan of a replay: rate is the mean over the run.</summary>
    /// <param name="path">The file.</param>
    /// <param name="seconds">What the stretch is compressed to.</param>
    /// <param name="seed">Spreads what arrived in the same minute.</param>
    /// <param name="stretch">The busiest stretch of this length; null: the whole file.</param>
    public static ArrivalPlan Plan(string path, double seconds, int seed, TimeSpan? stretch = null)
    {
        if (!File.Exists(path))
        {
            throw new InvalidDataException($"There is no file {path}.");
        }

        var arrivals = Compress(Read(File.ReadAllBytes(path), Path.GetFileName(path)), seconds, seed, stretch);
        return new ArrivalPlan(ArrivalProfile.Replay, arrivals.Length / seconds, seconds) { Replay = arrivals };
    }

    /// <summary>Rows in order of time.</summary>
    public static ImmutableArray<RecordedArrival> Read(byte[] file, string name)
    {
        using var csv = CsvReader.Create(file, new CsvReaderOptions { TrimWhitespace = true, TrackLineNumbers = true });
        var rows = new List<RecordedArrival>();
        string? time = null;
        while (csv.Read())
        {
            time ??= TimeColumns.FirstOrDefault(column => Has(csv, column))
                ?? throw new InvalidDataException($"{name} has no column opened_at or arrived_at.");
            var text = csv.GetString(time);
            if (text.Length > 0 && text != Missing)
            {
                rows.Add(new RecordedArrival(ReadTime(text, csv, name), Number(csv, "priority", name), Number(csv, "reassignment_count", name), Number(csv, "reopen_count", name)));
            }
        }

        return rows.Count > 0
            ? [.. rows.OrderBy(row => row.At)]
            : throw new InvalidDataException($"{name} holds no arrival.");
    }

    /// <summary>Times are known to the minute: what lies within one is spread over it by seed before it is compressed.</summary>
    public static ImmutableArray<ReplayedArrival> Compress(ImmutableArray<RecordedArrival> rows, double seconds, int seed, TimeSpan? stretch)
    {
        var (first, count) = stretch is { } length ? Busiest(rows, length) : (0, rows.Length);
        var dice = Dice.Of(seed, "minute");
        var begin = rows[first].At;
        var end = stretch is { } wanted ? begin + wanted : rows[first + count - 1].At.AddMinutes(1);
        var scale = seconds / (end - begin).TotalSeconds;
        return
        [
            .. rows.Skip(first).Take(count).Select((row, index) => new ReplayedArrival(
                Math.Min(((row.At - begin).TotalSeconds + (60 * dice.At(index).Roll())) * scale, seconds), row.Priority, row.Reassignments, row.Reopenings))
                .OrderBy(arrival => arrival.AtSeconds),
        ];
    }

    private static (int First, int Count) Busiest(ImmutableArray<RecordedArrival> rows, TimeSpan length)
    {
        var (best, count) = (0, 0);
        for (int first = 0, after = 0; first < rows.Length; first++)
        {
            while (after < rows.Length && rows[after].At < rows[first].At + length)
            {
                after++;
            }

            if (after - first > count)
            {
                (best, count) = (first, after - first);
            }
        }

        return (best, count);
    }

    private static bool Has(CsvReader csv, string column) => csv.Headers?.Contains(column) == true;

    private static DateTimeOffset ReadTime(string text, CsvReader csv, string name) =>
        DateTimeOffset.TryParseExact(text, TimeFormats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at)
            ? at
            : throw new InvalidDataException($"{name}, line {csv.LineNumber}: '{text}' is not a time (day/month/year hour:minute or ISO 8601).");

    private static int Number(CsvReader csv, string column, string name)
    {
        if (!Has(csv, column))
        {
            return 0;
        }

        var text = csv.GetString(column);
        var digits = text.AsSpan().TrimStart();
        var length = digits.IndexOfAnyExceptInRange('0', '9');
        return text.Length == 0 || text == Missing ? 0
            : int.TryParse(length < 0 ? digits : digits[..length], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
            : throw new InvalidDataException($"{name}, line {csv.LineNumber}: {column} is '{text}', not a number.");
    }
}

/// <summary>One row of a file: when, and what is known of it; 0 where it is missing.</summary>
internal sealed record RecordedArrival(DateTimeOffset At, int Priority, int Reassignments, int Reopenings);
