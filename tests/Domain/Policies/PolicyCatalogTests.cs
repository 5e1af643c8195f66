using AfterSales.Policies;
using Microsoft.Extensions.Logging.Abstractions;
using NSubstitute;
using NSubstitute.ExceptionExtensions;
using Orleans;
using Xunit;

namespace AfterSales.Tests.Domain.Policies;

public sealed class PolicyCatalogTests : IDisposable
{
    private readonly IGrainFactory _grains = Substitute.For<IGrainFactory>();
    private readonly Dictionary<string, IPolicyGrain> _policies = PolicyNames.All.ToDictionary(name => name, _ => Substitute.For<IPolicyGrain>());
    private readonly PolicyCatalog _catalog;

    public PolicyCatalogTests()
    {
        foreach (var (name, grain) in _policies)
        {
            _grains.GetGrain<IPolicyGrain>($"policy:{name}").Returns(grain);
            Published(name, 1, PolicyDocuments.Text(name, PolicySet.Default));
        }

        _catalog = new PolicyCatalog(_grains, TimeProvider.System, NullLogger<PolicyCatalog>.Instance);
    }

    public void Dispose() => _catalog.Dispose();

    [Fact]
    public async Task The_built_in_policies_hold_until_others_are_published()
    {
        await _catalog.Refresh();
        Assert.True(_catalog.IsLoaded);
        Assert.Same(PolicySet.Default, _catalog.Current);
    }

    [Fact]
    public async Task A_published_version_comes_into_force_and_the_others_stay()
    {
        Published(PolicyNames.Review, 4, """{"maxTags":3}""");
        await _catalog.Refresh();
        Assert.Equal((4, 3), (_catalog.Current.Review.Version, _catalog.Current.Review.Policy.MaxTags));
        Assert.Same(PolicySet.Default.Triage, _catalog.Current.Triage);
    }

    [Fact]
    public async Task An_older_answer_does_not_replace_a_newer_one()
    {
        Published(PolicyNames.Review, 4, """{"maxTags":3}""");
        await _catalog.Refresh();
        Published(PolicyNames.Review, 3, """{"maxTags":9}""");
        await _catalog.Refresh();
        Assert.Equal(4, _catalog.Current.Review.Version);
    }

    [Fact]
    public async Task What_cannot_be_read_leaves_the_last_known_version()
    {
        Published(PolicyNames.Review, 2, """{"maxTags":3}""");
        await _catalog.Refresh();
        _policies[PolicyNames.Review].Get().ThrowsAsync(new TimeoutException());
        Published(PolicyNames.Triage, 2, """{"from":"newer code"}""");
        Published(PolicyNames.Eligibility, 2, """{"maxTicketsPerLine":6}""");
        await _catalog.Refresh();
        Assert.Equal((2, 1, 2), (_catalog.Current.Review.Version, _catalog.Current.Triage.Version, _catalog.Current.Eligibility.Version));
    }

    [Fact]
    public async Task It_is_not_loaded_while_a_policy_was_never_read()
    {
        _policies[PolicyNames.Intake].Get().ThrowsAsync(new TimeoutException());
        await _catalog.Refresh();
        Assert.False(_catalog.IsLoaded);
    }

    [Fact]
    public async Task A_start_reads_before_it_ends()
    {
        Published(PolicyNames.Review, 2, """{"maxTags":3}""");
        await _catalog.StartAsync(TestContext.Current.CancellationToken);
        Assert.Equal(2, _catalog.Current.Review.Version);
        await _catalog.StopAsync(TestContext.Current.CancellationToken);
    }

    private void Published(string name, int version, string json) =>
        _policies[name].Get().Returns(new Outcome<PolicyDocument> { Value = new PolicyDocument(name, version, json, null, null) });
}
