using System.Globalization;
using AfterSales.LoadTests.Measuring;

namespace AfterSales.LoadTests.Systems.Processes;

/// <summary>Parents and children, from <c>/proc</c>.</summary>
internal static class ProcessTree
{
    public static IReadOnlyList<int> ChildrenOf(int parent) =>
    [
        .. Directory.EnumerateDirectories("/proc")
            .Select(folder => int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0)
            .Where(id => id > 0 && Stat(id)?.Parent == parent),
    ];

    /// <summary>Null when there is no such process (any more).</summary>
    public static ProcessStat? Stat(int id)
    {
        try
        {
            return ProcessStat.Parse(File.ReadAllText($"/proc/{id}/stat"));
        }
        catch (IOException)
        {
            return null;
        }
    }
}
