using AfterSales.LoadTests.Measuring;
using AfterSales.LoadTests.Systems;

namespace AfterSales.LoadTests.Chaos.Runs;

/// <summary>What runs leave on the disk: <c>artifacts/bench/chaos-{engine}/{seed}</c>, kept of failed runs alone.</summary>
internal sealed class ChaosFolder
{
    /// <summary>One for each engine: both may run beside each other.</summary>
    public static string Name { get; } = $"chaos-{BenchReport.BuiltFor}";

    private static string Of(int seed) => Artifacts.PathOf(Path.Combine(Name, $"{seed}"));

    /// <summary>Empty: a run never finds what an earlier one of its seed has written.</summary>
    public string Journals(int seed)
    {
        Forget(seed);
        return Directory.CreateDirectory(Path.Combine(Of(seed), "journals")).FullName;
    }

    public void Forget(int seed)
    {
        if (Directory.Exists(Of(seed)))
        {
            Directory.Delete(Of(seed), recursive: true);
        }
    }

    /// <summary>Why a run broke off, at full length.</summary>
    public void Note(int seed, Exception failure) => File.WriteAllText(Path.Combine(Of(seed), "failure.txt"), failure.ToString());

    /// <summary>Adds the output of the processes and the webhooks received to the journals of a failed run. Where they are.</summary>
    public string Keep(int seed, LocalSystem system)
    {
        var logs = Directory.CreateDirectory(Path.Combine(Of(seed), "logs"));
        foreach (var file in Directory.EnumerateFiles(system.Logs))
        {
            File.Copy(file, Path.Combine(logs.FullName, Path.GetFileName(file)), overwrite: true);
        }

        return Path.GetRelativePath(Artifacts.Root, Of(seed));
    }
}
