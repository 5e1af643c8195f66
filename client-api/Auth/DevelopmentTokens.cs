using System.Security.Cryptography;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace AfterSales.Api.Auth;

/// <summary>Tokens for trying things out, signed with the development key of a data folder.</summary>
public static class DevelopmentTokens
{
    /// <summary>Issuer of these tokens, and the one accepted by default.</summary>
    public const string Issuer = "aftersales";

    /// <summary>A fresh key for <c>Auth:DevelopmentKey</c>, base64 of 32 random bytes.</summary>
    public static string NewKey() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    /// <summary>Issues a token. Throws <see cref="ArgumentException"/> with one line for what is not allowed.</summary>
    /// <param name="developmentKey">As in <c>Auth:DevelopmentKey</c>.</param>
    /// <param name="roles">One or more roles, e.g. <c>agent</c>.</param>
    /// <param name="subject">Customer id, agent id or name of a system; an id as the contract defines it.</param>
    /// <param name="hours">Validity, 1 to 8,760.</param>
    /// <param name="now">System time.</param>
    public static string Issue(string developmentKey, IReadOnlyCollection<string> roles, string subject, int hours, DateTimeOffset now)
    {
        var unknown = roles.Where(role => !RoleNames.All.Contains(role)).ToArray();
        if (roles.Count == 0 || unknown.Length > 0)
        {
            throw new ArgumentException($"Roles are {string.Join(", ", RoleNames.All.Order())}; not '{string.Join(", ", unknown)}'.", nameof(roles));
        }

        if (!Values.TextRules.IsId(subject))
        {
            throw new ArgumentException("A subject is 1-64 characters of A-Z, a-z, 0-9, '.', '_', ':' and '-'.", nameof(subject));
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(hours, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(hours, 8760);
        var descriptor = new SecurityTokenDescriptor
        {
            Issuer = Issuer,
            IssuedAt = now.UtcDateTime,
            NotBefore = now.UtcDateTime,
            Expires = now.UtcDateTime.AddHours(hours),
            Claims = new Dictionary<string, object> { ["sub"] = subject, ["role"] = roles.ToArray() },
            SigningCredentials = new SigningCredentials(new SymmetricSecurityKey(Convert.FromBase64String(developmentKey)), SecurityAlgorithms.HmacSha256),
        };
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(descriptor);
    }
}
