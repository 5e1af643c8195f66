using System.Text.RegularExpressions;
using Xunit;

namespace AfterSales.Tests.Repository;

/// <summary>Sizes and habits that keep the tree readable (CONTRIBUTING.md).</summary>
public sealed partial class TidinessTests
{
    private const int MaxLines = 250;
    private const int MaxFilesInFolder = 12;
    private const int MaxEmbeddedLines = 2_500;

    [Fact]
    public void No_source_file_is_longer_than_250_lines() =>
        Assert.Empty(RepositoryFiles.Sources.Select(path => (Path: path, Lines: Lines(path))).Where(file => file.Lines > MaxLines));

    [Fact]
    public void Nineteen_files_of_twenty_are_under_170_lines()
    {
        var sizes = RepositoryFiles.Sources.Select(Lines).Order().ToList();
        Assert.True(sizes[sizes.Count * 95 / 100] < 170, $"The 95th percentile is {sizes[sizes.Count * 95 / 100]} lines.");
    }

    [Fact]
    public void No_folder_holds_more_than_12_source_files() =>
        Assert.Empty(RepositoryFiles.Sources.GroupBy(Path.GetDirectoryName).Where(folder => folder.Count() > MaxFilesInFolder)
            .Select(folder => $"{folder.Key}: {folder.Count()} files"));

    [Fact]
    public void The_embedded_engine_stays_small() =>
        Assert.InRange(RepositoryFiles.Sources.Where(path => path.StartsWith("embedded", StringComparison.Ordinal)).Sum(Written), 1, MaxEmbeddedLines);

    [Fact]
    public void The_domain_is_pure()
    {
        var found = RepositoryFiles.Sources
            .Where(path => path.StartsWith("grains", StringComparison.Ordinal) && path.Contains("/Domain/", StringComparison.Ordinal))
            .Where(path => Impure().IsMatch(RepositoryFiles.Read(path)));
        Assert.Empty(found);
    }

    [Fact]
    public void No_test_sleeps() =>
        Assert.Empty(RepositoryFiles.Sources.Where(path => path.StartsWith("tests", StringComparison.Ordinal) && !path.Contains("Repository", StringComparison.Ordinal))
            .Where(path => Sleeping().IsMatch(RepositoryFiles.Read(path))));

    [Fact]
    public void No_source_names_a_machine_or_leaves_work_undone() =>
        Assert.Empty(RepositoryFiles.Sources.Where(path => !path.Contains("Repository", StringComparison.Ordinal))
            .Where(path => Undone().IsMatch(RepositoryFiles.Read(path))));

    private static int Lines(string path) => File.ReadLines(Path.Combine(RepositoryFiles.Root, path)).Count();

    /// <summary>Lines with something on them.</summary>
    private static int Written(string path) => File.ReadLines(Path.Combine(RepositoryFiles.Root, path)).Count(line => !string.IsNullOrWhiteSpace(line));

    [GeneratedRegex(@"\b(Grain|IGrainFactory|TimeProvider|IBusinessClock|Npgsql|async|await|HttpClient|File\.|UtcNow)\b")]
    private static partial Regex Impure();

    [GeneratedRegex(@"Thread\.Sleep\(")]
    private static partial Regex Sleeping();

    [GeneratedRegex(@"(NotImplementedException|\bTODO\b|\bHACK\b|Skip\s*=\s*""|""/(work|root|tmp)/[a-z])")]
    private static partial Regex Undone();
}
