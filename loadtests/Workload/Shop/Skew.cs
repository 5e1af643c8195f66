namespace AfterSales.LoadTests.Workload.Shop;

/// <summary>Few are chosen often, most seldom: Zipf and Mandelbrot's law, weight 1 / (rank + a fiftieth of all).</summary>
internal static class Skew
{
    /// <param name="roll">0 to below 1.</param>
    /// <param name="count">How many there are.</param>
    /// <returns>A rank from 0; the lower the more often.</returns>
    public static int Pick(double roll, int count)
    {
        var offset = Math.Max(1, count / 50.0);
        return Math.Min(count - 1, (int)((offset * Math.Pow((count + offset) / offset, roll)) - offset));
    }
}
