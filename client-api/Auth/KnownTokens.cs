using Microsoft.Extensions.Caching.Memory;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace AfterSales.Api.Auth;

/// <summary>
/// Checks a bearer token once and knows it for a minute, never beyond its own end: whoever polls, or works through a queue, sends the same token with every
/// request. So a signing key that is withdrawn lets known tokens in for a minute more. Refused tokens are not remembered.
/// </summary>
internal sealed class KnownTokens(TimeProvider time) : TokenHandler, IDisposable
{
    private const int Capacity = 100_000;
    private static readonly TimeSpan KnownFor = TimeSpan.FromMinutes(1);

    private readonly JsonWebTokenHandler _check = new() { MapInboundClaims = false };
    private readonly MemoryCache _known = new(new MemoryCacheOptions { SizeLimit = Capacity });

    public override async Task<TokenValidationResult> ValidateTokenAsync(string token, TokenValidationParameters validationParameters)
    {
        if (_known.TryGetValue(token, out TokenValidationResult? known) && known!.SecurityToken.ValidTo + validationParameters.ClockSkew > time.GetUtcNow().UtcDateTime)
        {
            return known;
        }

        var checkedNow = await _check.ValidateTokenAsync(token, validationParameters);
        if (checkedNow.IsValid)
        {
            _ = checkedNow.ClaimsIdentity; // Made when it is first asked for: here, not by several requests at once.
            _known.Set(token, checkedNow, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = KnownFor });
        }

        return checkedNow;
    }

    public void Dispose() => _known.Dispose();
}
