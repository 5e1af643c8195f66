using System.ComponentModel.DataAnnotations;

namespace AfterSales.Api.Auth;

/// <summary>
/// Who may sign tokens: an authority, or a symmetric key, or outside Production a development key. Exactly one of them; keys are base64 of
/// at least 32 bytes and are never logged.
/// </summary>
public sealed class AuthOptions
{
    /// <summary>An OpenID Connect authority whose keys are fetched and rotated.</summary>
    public string? Authority { get; init; }

    /// <summary>Audience the tokens must name; none is asked for when absent.</summary>
    public string? Audience { get; init; }

    /// <summary>A symmetric key shared with the token issuer.</summary>
    public string? SigningKey { get; init; }

    /// <summary>A key of this data folder, made by the host; refused in Production.</summary>
    public string? DevelopmentKey { get; init; }

    /// <summary>Issuers accepted beside the authority's own. Default <c>aftersales</c>.</summary>
    public string[] Issuers { get; init; } = [DevelopmentTokens.Issuer];

    /// <summary>Tolerated difference of clocks. Default 30.</summary>
    [Range(0, 300)]
    public int ClockSkewSeconds { get; init; } = 30;
}
