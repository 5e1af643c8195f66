using System.Globalization;
using System.Text;

namespace AfterSales.LoadTests.Sampling.Metrics;

/// <summary>One line of Prometheus' text format.</summary>
/// <param name="Labels">Everything between the brackets but <c>le</c>, as it stands there: it only has to tell series apart.</param>
/// <param name="UpTo">Label <c>le</c>: the upper bound of a bucket; null for everything else.</param>
internal sealed record MetricLine(string Name, string Labels, double? UpTo, double Value);

/// <summary>Reads Prometheus' text format, version 0.0.4. What is not asked for is skipped unread: a page has hundreds of lines, a sample needs dozens.</summary>
internal static class MetricsText
{
    public static ImmutableArray<MetricLine> Read(string text, params ReadOnlySpan<string> names)
    {
        var lines = ImmutableArray.CreateBuilder<MetricLine>();
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            var end = line.IndexOfAny('{', ' ');
            if (end > 0 && line[0] != '#' && names.Contains(line[..end].ToString()) && Parse(line, end) is { } metric)
            {
                lines.Add(metric);
            }
        }

        return lines.ToImmutable();
    }

    /// <summary>Null for a line that is cut off: an answer may break in the middle.</summary>
    private static MetricLine? Parse(ReadOnlySpan<char> line, int end)
    {
        var labels = new StringBuilder();
        double? bound = null;
        var at = end;
        if (line[at] == '{')
        {
            at++;
            while (at < line.Length && line[at] != '}')
            {
                if (!ReadLabel(line, ref at, out var name, out var value))
                {
                    return null;
                }

                if (name is "le")
                {
                    bound = Number(value);
                }
                else
                {
                    labels.Append(name).Append('=').Append(value).Append(';');
                }
            }

            at++;
        }

        // A time may follow the value.
        var rest = at < line.Length ? line[at..].Trim() : [];
        var space = rest.IndexOf(' ');
        return Number(space < 0 ? rest : rest[..space]) is { } number ? new MetricLine(line[..end].ToString(), labels.ToString(), bound, number) : null;
    }

    private static bool ReadLabel(ReadOnlySpan<char> line, ref int at, out string name, out string value)
    {
        (name, value) = ("", "");
        var equals = line[at..].IndexOf('=');
        if (equals < 0 || at + equals + 1 >= line.Length || line[at + equals + 1] != '"')
        {
            return false;
        }

        name = line.Slice(at, equals).Trim(", ").ToString();
        var text = new StringBuilder();
        for (at += equals + 2; at < line.Length && line[at] != '"'; at++)
        {
            if (line[at] == '\\' && at + 1 < line.Length)
            {
                at++;
                text.Append(line[at] == 'n' ? '\n' : line[at]);
            }
            else
            {
                text.Append(line[at]);
            }
        }

        value = text.ToString();
        at++;
        if (at < line.Length && line[at] == ',')
        {
            at++;
        }

        return at < line.Length;
    }

    private static double? Number(ReadOnlySpan<char> text) => text switch
    {
        "+Inf" => double.PositiveInfinity,
        "-Inf" => double.NegativeInfinity,
        _ => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null,
    };
}
