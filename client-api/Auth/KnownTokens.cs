using Microsoft.Extensions.Caching.Memory;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace AfterSales.Api.Auth;

/// <summary>
/// Checks a bearer token once and knows it for a minute, never beyond its own end: whoever polls, or works through a queue, sends the same token with every
/// request. So a signing key that is withdrawn lets known tokens in for a minute more. Refused tokens are not remembered, nor any while there are as many as
/// may be: making room again and again would cost more in a peak than checking.
/// </summary>
internal sealed class KnownTokens(TimeProvider time) : TokenHandler, IDisposable
{
    /// <summary>Some 5 KB each, so 50 MB.</summary>
    private const int Capacity = 10_000;

    private static readonly TimeSpan KnownFor = TimeSpan.FromMinutes(1);

    private readonly JsonWebTokenHandler _check = new() { MapInboundClaims = false };
    private readonly MemoryCache _known = new(new MemoryCacheOptions());

    public override async Task<TokenValidationResult> ValidateTokenAsync(string token, TokenValidationParameters validationParameters)
    {
        if (_known.TryGetValue(token, out TokenValidationResult? known) && known!.SecurityToken.ValidTo + validationParameters.ClockSkew > time.GetUtcNow().UtcDateTime)
        {
            return known;
        }

        var checkedNow = await _check.ValidateTokenAsync(token, validationParameters);
        if (checkedNow.IsValid && _known.Count < Capacity)
        {
            _ = checkedNow.ClaimsIdentity; // Made when it is first asked for: here, not by several requests at once.
            _known.Set(token, checkedNow, KnownFor);
        }

        return checkedNow;
    }

    public void Dispose() => _known.Dispose();
}
