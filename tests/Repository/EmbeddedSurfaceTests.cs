using System.Text.RegularExpressions;
using Xunit;

namespace AfterSales.Tests.Repository;

/// <summary>The embedded engine implements what the grains use and nothing else: every public name in it is used somewhere outside.</summary>
public sealed partial class EmbeddedSurfaceTests
{
    [Fact]
    public void Every_public_type_of_the_embedded_engine_is_used_outside_of_it()
    {
        var outside = string.Join('\n', RepositoryFiles.Sources.Where(path => !path.StartsWith("embedded", StringComparison.Ordinal)).Select(RepositoryFiles.Read));
        var inside = RepositoryFiles.Sources.Where(path => path.StartsWith("embedded", StringComparison.Ordinal)).Select(RepositoryFiles.Read).ToList();
        var unused = inside.SelectMany(text => PublicType().Matches(text).Select(match => match.Groups[1].Value)).Distinct()
            .Where(name => !IsUsed(outside, name) && !IsSignature(inside, name));
        Assert.Empty(unused);
    }

    private static bool IsUsed(string text, string name)
    {
        var bare = name.EndsWith("Attribute", StringComparison.Ordinal) ? name[..^"Attribute".Length] : name;
        return Regex.IsMatch(text, $@"\b{bare}\b");
    }

    /// <summary>Types that appear only in signatures of used members (a base class, a parameter) are used through them.</summary>
    private static bool IsSignature(List<string> inside, string name) =>
        inside.Any(text => Regex.IsMatch(text, $@"public [^;{{=]*\b{name}\b") && !Regex.IsMatch(text, $@"public [^;{{=]*(class|interface|record|struct|enum) {name}\b"));

    [GeneratedRegex(@"^public (?:sealed |abstract |readonly |partial )*(?:class|interface|record|record struct|struct|enum) (\w+)", RegexOptions.Multiline)]
    private static partial Regex PublicType();
}
