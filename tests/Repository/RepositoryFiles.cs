namespace AfterSales.Tests.Repository;

/// <summary>The checkout that this test was built in.</summary>
internal static class RepositoryFiles
{
    private static readonly string[] Generated = ["artifacts", "bin", "obj", ".git", ".data"];

    public static string Root { get; } = FindRoot();

    public static IReadOnlyList<string> Sources { get; } = Find("*.cs");

    public static IReadOnlyList<string> Find(string pattern) =>
        [.. Walk(new DirectoryInfo(Root), pattern).Select(file => Path.GetRelativePath(Root, file)).Order(StringComparer.Ordinal)];

    public static string Read(string relativePath) => File.ReadAllText(Path.Combine(Root, relativePath));

    private static IEnumerable<string> Walk(DirectoryInfo folder, string pattern) =>
        folder.EnumerateFiles(pattern).Select(file => file.FullName)
            .Concat(folder.EnumerateDirectories().Where(sub => !Generated.Contains(sub.Name)).SelectMany(sub => Walk(sub, pattern)));

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Directory.Packages.props")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The repository's root is not above the test.");
        }

        return folder.FullName;
    }
}
