using System.CommandLine;
using System.Globalization;
using AfterSales.LoadTests.Running;

namespace AfterSales.LoadTests.Overload.Pinned;

/// <summary>Processors as <c>taskset -c</c> takes them: <c>0</c>, <c>0,2</c>, <c>4-7</c>.</summary>
internal static class CoreList
{
    /// <summary>An option that holds such a list.</summary>
    public static Option<string> Option(string name, string what, string byDefault) => new(name)
    {
        Description = $"{what} [a list as taskset takes it: 0 or 2-3; default {byDefault}]",
        HelpName = "LIST",
        DefaultValueFactory = _ => byDefault,
        CustomParser = argument =>
        {
            var text = argument.Tokens[0].Value;
            if (Parse(text) is null)
            {
                argument.AddError($"{name} must be a list of processors such as 0 or 2-3, not '{text}'.");
            }

            return text;
        },
    };

    /// <summary>Null when it is no list.</summary>
    public static ImmutableSortedSet<int>? Parse(string text)
    {
        var cores = ImmutableSortedSet.CreateBuilder<int>();
        foreach (var part in text.Split(','))
        {
            var ends = part.Split('-');
            if (ends.Length > 2 || !Number(ends[0], out var first) || !Number(ends[^1], out var last) || last < first)
            {
                return null;
            }

            cores.UnionWith(Enumerable.Range(first, last - first + 1));
        }

        return cores.ToImmutable();
    }

    /// <summary>How many processors a list names.</summary>
    public static int Count(string text) => Parse(text)!.Count;

    /// <summary>Refuses lists that this machine does not have, or that meet: whoever drives must not take from whom is driven.</summary>
    public static void Check(string drivers, string system, int cores)
    {
        var (own, theirs) = (Parse(drivers)!, Parse(system)!);
        if (Math.Max(own.Max, theirs.Max) >= cores)
        {
            throw new BenchRefusedException(
                $"--driver-cores {drivers} and --system-cores {system} name a processor that this machine does not have: it has {cores}, counted from 0, and the run needs two.");
        }

        if (own.Overlaps(theirs))
        {
            throw new BenchRefusedException($"--driver-cores {drivers} and --system-cores {system} share a processor.");
        }
    }

    private static bool Number(string text, out int value) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) && value < 4_096;
}
