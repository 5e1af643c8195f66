using System.Globalization;

namespace AfterSales.LoadTests.Workload.Shop;

/// <summary>How a case is known again by its subject: <c>[run/number]</c> at the end.</summary>
internal static class CaseMark
{
    public static string Of(string run, int number) => string.Create(CultureInfo.InvariantCulture, $"[{run}/{number}]");

    /// <summary>Null for a case that is not of this run.</summary>
    public static int? NumberOf(ReadOnlySpan<char> subject, string run)
    {
        var open = subject.LastIndexOf('[');
        if (open < 0 || !subject.EndsWith("]"))
        {
            return null;
        }

        var mark = subject[(open + 1)..^1];
        return mark.Length > run.Length + 1 && mark.StartsWith(run) && mark[run.Length] == '/'
            && int.TryParse(mark[(run.Length + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
    }
}
