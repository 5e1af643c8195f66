using AfterSales.Api.Auth;
using Microsoft.IdentityModel.Tokens;
using Xunit;

namespace AfterSales.Tests.Api.Unit.Auth;

/// <summary>A token is checked once, and is worth no more for it.</summary>
public sealed class KnownTokensTests
{
    private static readonly string Key = DevelopmentTokens.NewKey();

    [Fact]
    public async Task A_token_that_comes_again_is_not_checked_again()
    {
        using var tokens = new KnownTokens(TimeProvider.System);
        var first = await tokens.ValidateTokenAsync(Token(Key, hours: 1), Accepting(Key));
        var again = await tokens.ValidateTokenAsync(Token(Key, hours: 1, first.SecurityToken.ValidFrom), Accepting(Key));
        Assert.True(first.IsValid);
        Assert.Same(first, again);
        Assert.Equal("a-1", again.ClaimsIdentity.FindFirst("sub")!.Value);
    }

    [Fact]
    public async Task A_known_token_ends_when_it_says()
    {
        var time = new Clock { Now = TimeProvider.System.GetUtcNow() };
        using var tokens = new KnownTokens(time);
        var token = Token(Key, hours: 1);
        var first = await tokens.ValidateTokenAsync(token, Accepting(Key));

        time.Now = time.Now.AddHours(1).AddSeconds(29);
        Assert.Same(first, await tokens.ValidateTokenAsync(token, Accepting(Key)));
        time.Now = time.Now.AddSeconds(2);
        Assert.NotSame(first, await tokens.ValidateTokenAsync(token, Accepting(Key)));
    }

    [Fact]
    public async Task A_refused_token_is_checked_each_time()
    {
        using var tokens = new KnownTokens(TimeProvider.System);
        var token = Token(Key, hours: 1);
        Assert.False((await tokens.ValidateTokenAsync(token, Accepting(DevelopmentTokens.NewKey()))).IsValid);
        Assert.True((await tokens.ValidateTokenAsync(token, Accepting(Key))).IsValid);
        Assert.False((await tokens.ValidateTokenAsync(token[..^2] + "xx", Accepting(Key))).IsValid);
    }

    private static string Token(string key, int hours, DateTime? from = null) =>
        DevelopmentTokens.Issue(key, ["agent"], "a-1", hours, from is { } at ? new DateTimeOffset(at, TimeSpan.Zero) : TimeProvider.System.GetUtcNow());

    private static TokenValidationParameters Accepting(string key) => new()
    {
        ValidIssuer = DevelopmentTokens.Issuer,
        ValidateAudience = false,
        ClockSkew = TimeSpan.FromSeconds(30),
        IssuerSigningKey = new SymmetricSecurityKey(Convert.FromBase64String(key)),
    };

    private sealed class Clock : TimeProvider
    {
        public DateTimeOffset Now { get; set; }

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
