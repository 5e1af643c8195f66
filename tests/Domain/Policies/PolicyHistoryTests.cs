using System.Collections.Immutable;
using System.Text.Json;
using AfterSales.Policies;
using Xunit;

namespace AfterSales.Tests.Domain.Policies;

public sealed class PolicyHistoryTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 10, 12, 0, 0, TimeSpan.Zero);
    private ImmutableArray<PublishedPolicy> _versions = [];

    [Fact]
    public void The_built_in_version_is_the_first()
    {
        var newest = PolicyHistory.Newest(PolicyNames.Review, default);
        Assert.Equal((1, null), (newest.Version, newest.PublishedAt));
    }

    [Fact]
    public void Versions_have_no_gaps_and_name_their_author()
    {
        Publish("""{"maxTags":1}""");
        var second = Publish("""{"maxTags":2}""").Value!;
        Assert.Equal((3, Now, "admin-1"), (second.Version, second.PublishedAt!.Value, second.PublishedBy));
        Assert.Equal(second, PolicyHistory.Newest(PolicyNames.Review, _versions));
    }

    [Fact]
    public void A_retry_gets_the_first_answer_even_when_newer_versions_came()
    {
        var command = CommandId.Of("iss", "admin-1", "key-1", "body"u8);
        var first = Publish("""{"maxTags":1}""", command).Value;
        Publish("""{"maxTags":2}""");
        Assert.Equal(first, Publish("""{"maxTags":1}""", command, ifMatch: 1).Value);
        Assert.Equal(2, _versions.Length);
    }

    [Fact]
    public void The_same_key_with_another_body_is_refused()
    {
        Publish("""{"maxTags":1}""", CommandId.Of("iss", "admin-1", "key-1", "body"u8));
        var other = Publish("""{"maxTags":2}""", CommandId.Of("iss", "admin-1", "key-1", "other"u8));
        Assert.Equal(FailureCodes.IdempotencyKeyReused, other.Failure!.Code);
    }

    [Fact]
    public void A_document_equal_to_the_newest_changes_nothing()
    {
        Assert.Equal(1, Publish("{}").Value!.Version);
        Publish("""{"maxTags":1}""");
        Assert.Equal(2, Publish("""{"maxTags": 1}""").Value!.Version);
        Assert.Single(_versions);
    }

    [Theory]
    [InlineData(1, null)]
    [InlineData(2, FailureCodes.PreconditionFailed)]
    [InlineData(0, FailureCodes.PreconditionFailed)]
    public void If_match_is_compared_with_the_newest(int ifMatch, string? code)
    {
        var outcome = Publish("""{"maxTags":1}""", ifMatch: ifMatch);
        Assert.Equal(code, outcome.Failure?.Code);
        Assert.Equal(code is null ? null : 1, outcome.Failure?.Version);
    }

    [Fact]
    public void An_invalid_document_is_not_kept()
    {
        Assert.Equal(FailureCodes.InvalidValue, Publish("""{"maxTags":-1}""").Failure!.Code);
        Assert.True(_versions.IsDefaultOrEmpty);
    }

    [Fact]
    public void The_last_fifty_versions_are_kept()
    {
        for (var i = 1; i <= 60; i++)
        {
            Publish($$"""{"reopenDays":{{i}}}""");
        }

        Assert.Equal((50, 61), (_versions.Length, _versions[^1].Version));
    }

    [Fact]
    public void What_is_stored_survives_JSON()
    {
        Publish("""{"maxTags":1}""");
        var state = JsonSerializer.Deserialize<PolicyGrainState>(JsonSerializer.Serialize(new PolicyGrainState { Versions = _versions }))!;
        Assert.Equal(_versions.AsEnumerable(), state.Versions);
    }

    [Theory]
    [InlineData("policy:review", "review")]
    [InlineData("policy:self-service", "self-service")]
    [InlineData("policy:unknown", null)]
    [InlineData("review", null)]
    public void A_grain_key_names_a_policy(string key, string? name) => Assert.Equal(name, PolicyNames.OfGrainKey(key));

    private Outcome<PolicyDocument> Publish(string json, CommandId? command = null, int? ifMatch = null)
    {
        var context = new CallContext(new Caller("iss", "admin-1", Roles.Admin), command ?? CommandId.New(), ifMatch is { } version ? [version] : default);
        var outcome = PolicyHistory.Publish(PolicyNames.Review, _versions, json, context, Now);
        if (!outcome.Succeeded)
        {
            return outcome.Failure;
        }

        _versions = outcome.Value.Versions ?? _versions;
        return outcome.Value.Answer;
    }
}
