using AfterSales.Api.Auth;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;
using Xunit;

namespace AfterSales.Tests.Api.Unit.Auth;

/// <summary>Nothing starts that could not check tokens, or would accept the wrong ones.</summary>
public sealed class AuthOptionsTests
{
    private static readonly string Key = DevelopmentTokens.NewKey();

    [Fact]
    public void Production_does_not_start_without_a_key_or_an_authority()
    {
        var refusal = Validate("Production", new AuthOptions());
        Assert.Contains("Auth:Authority or Auth:SigningKey", Assert.Single(refusal), StringComparison.Ordinal);
    }

    [Fact]
    public void Production_does_not_accept_a_development_key() => Assert.Contains(
        Validate("Production", new AuthOptions { SigningKey = Key, DevelopmentKey = Key }),
        line => line.Contains("development key", StringComparison.Ordinal));

    [Fact]
    public void Development_starts_with_a_development_key() => Assert.Empty(Validate("Development", new AuthOptions { DevelopmentKey = Key }));

    [Fact]
    public void Production_starts_with_a_signing_key_or_an_authority()
    {
        Assert.Empty(Validate("Production", new AuthOptions { SigningKey = Key }));
        Assert.Empty(Validate("Production", new AuthOptions { Authority = "https://login.example" }));
    }

    [Theory]
    [InlineData("short")]
    [InlineData("c2hvcnQ=")]
    [InlineData("not base64 at all, but long enough for a key")]
    public void A_weak_key_is_refused_without_being_repeated(string key)
    {
        var refusal = Assert.Single(Validate("Production", new AuthOptions { SigningKey = key }));
        Assert.DoesNotContain(key, refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_ways_at_once_are_refused() =>
        Assert.NotEmpty(Validate("Production", new AuthOptions { SigningKey = Key, Authority = "https://login.example" }));

    [Theory]
    [InlineData("system")]
    [InlineData("boss")]
    public void A_token_cannot_be_issued_for_a_role_that_is_none(string role) =>
        Assert.Throws<ArgumentException>(() => DevelopmentTokens.Issue(Key, [role], "a-1", hours: 1, DateTimeOffset.UnixEpoch));

    private static IEnumerable<string> Validate(string environment, AuthOptions options) =>
        new AuthOptionsValidator(new FixedEnvironment(environment)).Validate(null, options).Failures ?? [];

    private sealed class FixedEnvironment(string name) : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = name;

        public string ApplicationName { get; set; } = "AfterSales";

        public string ContentRootPath { get; set; } = "";

        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
    }
}
