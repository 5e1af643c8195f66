using System.Globalization;
using System.Text;

namespace AfterSales.Api.Metrics;

/// <summary>Series in Prometheus' text format, version 0.0.4.</summary>
internal static class PrometheusText
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    public static string Write(IEnumerable<MetricFamily> families)
    {
        var text = new StringBuilder();
        // Two meters may have an instrument of the same name; its head must be there only once.
        foreach (var group in families.GroupBy(family => family.Name, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            var first = group.First();
            if (first.Description is { } description)
            {
                text.Append("# HELP ").Append(group.Key).Append(' ').Append(description.Replace("\\", "\\\\").Replace("\n", "\\n")).Append('\n');
            }

            text.Append("# TYPE ").Append(group.Key).Append(' ').Append(first.Type.ToString().ToLowerInvariant()).Append('\n');
            foreach (var family in group.Where(family => family.Type == first.Type))
            {
                WriteSeries(text, family);
            }
        }

        return text.ToString();
    }

    private static void WriteSeries(StringBuilder text, MetricFamily family)
    {
        foreach (var (labels, series) in family.Series)
        {
            var (value, buckets) = series.Read();
            if (family.Bounds is not { } bounds)
            {
                Line(text, family.Name, "", labels, null, value);
                continue;
            }

            var count = 0L;
            for (var i = 0; i < buckets.Length; i++)
            {
                count += buckets[i];
                Line(text, family.Name, "_bucket", labels, i < bounds.Length ? Number(bounds[i]) : "+Inf", count);
            }

            Line(text, family.Name, "_sum", labels, null, value);
            Line(text, family.Name, "_count", labels, null, count);
        }
    }

    private static void Line(StringBuilder text, string name, string suffix, MetricLabels labels, string? bound, double value)
    {
        text.Append(name).Append(suffix);
        var separator = '{';
        foreach (var (key, tag) in labels.Tags)
        {
            Label(text, ref separator, PrometheusNames.Clean(key), Convert.ToString(tag, CultureInfo.InvariantCulture) ?? "");
        }

        if (bound is not null)
        {
            Label(text, ref separator, "le", bound);
        }

        text.Append(separator == '{' ? "" : "}").Append(' ').Append(Number(value)).Append('\n');
    }

    private static void Label(StringBuilder text, ref char separator, string name, string value)
    {
        text.Append(separator).Append(name).Append("=\"").Append(value.Replace("\\", "\\\\").Replace("\"", "\\\"").Replace("\n", "\\n")).Append('"');
        separator = ',';
    }

    private static string Number(double value) => double.IsPositiveInfinity(value) ? "+Inf" : value.ToString("R", CultureInfo.InvariantCulture);
}
