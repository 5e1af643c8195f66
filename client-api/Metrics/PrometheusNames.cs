using System.Diagnostics.Metrics;

namespace AfterSales.Api.Metrics;

/// <summary>Instruments in Prometheus' words: names of letters, digits and underscores with the unit at the end, counters with <c>_total</c>.</summary>
internal static class PrometheusNames
{
    public static MetricType TypeOf(Instrument instrument)
    {
        var kind = instrument.GetType().Name;
        return kind.StartsWith("Histogram", StringComparison.Ordinal) ? MetricType.Histogram
            : kind.StartsWith("Counter", StringComparison.Ordinal) || kind.StartsWith("ObservableCounter", StringComparison.Ordinal) ? MetricType.Counter
            : MetricType.Gauge;
    }

    public static bool IsUpDown(Instrument instrument) => instrument.GetType().Name.StartsWith("UpDownCounter", StringComparison.Ordinal);

    public static string Of(string name, string? unit, MetricType type)
    {
        var text = Clean(name);
        if (UnitOf(unit) is { } suffix && !text.EndsWith(suffix, StringComparison.Ordinal))
        {
            text += suffix;
        }

        return type == MetricType.Counter && !text.EndsWith("_total", StringComparison.Ordinal) ? text + "_total" : text;
    }

    public static string Clean(string name) => string.Create(name.Length, name, static (target, source) =>
    {
        for (var i = 0; i < source.Length; i++)
        {
            target[i] = char.IsAsciiLetterOrDigit(source[i]) ? source[i] : '_';
        }
    });

    /// <summary>A unit in braces is a remark (<c>{request}</c>), not a unit.</summary>
    private static string? UnitOf(string? unit) => unit switch
    {
        "s" => "_seconds",
        "ms" => "_milliseconds",
        "By" => "_bytes",
        _ => null,
    };
}
