using System.Text.RegularExpressions;
using Xunit;

namespace AfterSales.Tests.Repository;

/// <summary>The table of docs/architecture.md section 2: which project may reference which.</summary>
public sealed partial class ReferenceDirectionTests
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["AfterSales.GrainInterfaces"] = ["AfterSales.Embedded"],
        ["AfterSales.Grains"] = ["AfterSales.GrainInterfaces"],
        ["AfterSales.ClientApi"] = ["AfterSales.GrainInterfaces", "AfterSales.Grains"],
        ["AfterSales.Silo"] = ["AfterSales.Grains", "AfterSales.ClientApi"],
        ["AfterSales.Embedded"] = [],
        ["AfterSales.LoadTests"] = ["AfterSales.GrainInterfaces", "AfterSales.Grains", "AfterSales.Silo"],
    };

    public static TheoryData<string> Projects => [.. Allowed.Keys];

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_references_only_what_the_table_allows(string project)
    {
        var file = RepositoryFiles.Find("*.csproj").Single(path => Path.GetFileNameWithoutExtension(path) == project);
        var references = ProjectReference().Matches(RepositoryFiles.Read(file)).Select(match => match.Groups[1].Value);
        Assert.Empty(references.Except(Allowed[project]));
    }

    [Fact]
    public void Every_product_project_is_in_the_table()
    {
        var projects = RepositoryFiles.Find("*.csproj").Where(path => !path.StartsWith("tests", StringComparison.Ordinal)).Select(Path.GetFileNameWithoutExtension);
        Assert.Equal(Allowed.Keys.Order(), projects.Order());
    }

    [Fact]
    public void The_client_api_uses_of_grains_only_what_it_may_read()
    {
        // Read-model queries, log export, policies and the clock; never a grain class, the log's writing side or a domain.
        string[] forbidden = ["TicketGrain", "OrderGrain", "CustomerGrain", "TicketState", "TicketDecider", "IEventLog", "EventStream"];
        var found = RepositoryFiles.Sources.Where(path => path.StartsWith("client-api", StringComparison.Ordinal))
            .SelectMany(path => forbidden.Where(name => Regex.IsMatch(RepositoryFiles.Read(path), $@"\b{name}\b")).Select(name => $"{path}: {name}"));
        Assert.Empty(found);
    }

    [GeneratedRegex("ProjectReference Include=\"[^\"]*/(AfterSales\\.[A-Za-z.]+)\\.csproj\"")]
    private static partial Regex ProjectReference();
}
