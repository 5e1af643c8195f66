namespace AfterSales.LoadTests.Measuring;

/// <summary>Where the project lies and where benches leave their results.</summary>
internal static class Artifacts
{
    /// <summary>The project's root: as <c>./bench</c> says, else the nearest folder upwards with the central package versions.</summary>
    public static string Root { get; } = Environment.GetEnvironmentVariable("AFTERSALES_ROOT") ?? Find(AppContext.BaseDirectory) ?? Find(Environment.CurrentDirectory) ?? Environment.CurrentDirectory;

    /// <summary>Path of a file under <c>artifacts/bench</c>; the folder exists afterwards.</summary>
    public static string PathOf(string file)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Root, "artifacts", "bench"));
        return Path.Combine(folder.FullName, file);
    }

    private static string? Find(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Directory.Packages.props")))
            {
                return folder.FullName;
            }
        }

        return null;
    }
}
