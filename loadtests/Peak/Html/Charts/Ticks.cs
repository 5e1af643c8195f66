using System.Globalization;

namespace AfterSales.LoadTests.Peak.Html.Charts;

/// <summary>Where an axis has lines, and what stands at them.</summary>
internal static class Ticks
{
    private static readonly double[] Times = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 43_200, 86_400];

    /// <summary>Round values from 0 to at least <paramref name="most"/>, about five.</summary>
    public static ImmutableArray<double> Linear(double most)
    {
        var rough = Math.Max(most, 1e-9) / 4;
        var magnitude = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        var step = new[] { 1, 2, 2.5, 5, 10 }.First(factor => factor * magnitude >= rough * 0.999) * magnitude;
        var count = (int)Math.Ceiling(most / step * 0.999);
        return [.. Enumerable.Range(0, Math.Max(1, count) + 1).Select(index => index * step)];
    }

    /// <summary>Powers of ten around the values.</summary>
    public static ImmutableArray<double> Powers(double least, double most)
    {
        var first = (int)Math.Floor(Math.Log10(Math.Max(least, 1e-3)));
        var last = Math.Max(first + 1, (int)Math.Ceiling(Math.Log10(Math.Max(most, 1e-3))));
        return [.. Enumerable.Range(first, last - first + 1).Select(power => Math.Pow(10, power))];
    }

    /// <summary>Round times from 0 to <paramref name="seconds"/>, at most nine.</summary>
    public static ImmutableArray<double> Time(double seconds)
    {
        var step = Times.FirstOrDefault(time => seconds / time <= 8, Times[^1] * Math.Ceiling(seconds / Times[^1] / 8));
        return [.. Enumerable.Range(0, (int)(seconds / step) + 1).Select(index => index * step)];
    }

    public static string Clock(double seconds) => seconds < 60
        ? $"{seconds.ToString("0.#", CultureInfo.InvariantCulture)} s"
        : TimeSpan.FromSeconds(seconds).ToString(seconds < 3600 ? @"m\:ss" : @"h\:mm\:ss", CultureInfo.InvariantCulture);

    /// <summary>A value as short as it can be told: 1,500 ms are 1.5 s, 2,048 MB are 2 GB.</summary>
    public static string Label(double value, string unit) => unit switch
    {
        "ms" when value >= 1000 => $"{Short(value / 1000)} s",
        "ms" => $"{Short(value)} ms",
        "MB" when value >= 1024 => $"{Short(value / 1024)} GB",
        "MB" => $"{Short(value)} MB",
        _ => Short(value),
    };

    public static string Short(double value) =>
        value.ToString(Math.Abs(value) switch { 0 => "0", < 0.01 => "0.####", < 10 => "0.##", < 100 => "0.#", _ => "#,0" }, CultureInfo.InvariantCulture);
}
