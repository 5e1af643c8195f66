using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.Tokens;

namespace AfterSales.LoadTests.Reference.Service;

/// <summary>The same check of the same tokens as the product's: signature, algorithm, issuer, lifetime, roles.</summary>
internal static class ReferenceAuth
{
    public static void AddReferenceAuth(this IServiceCollection services, string key)
    {
        services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer(options =>
        {
            options.MapInboundClaims = false;
            options.SaveToken = false;
            options.TokenValidationParameters = new TokenValidationParameters
            {
                ValidIssuers = ["aftersales"],
                ValidateAudience = false,
                RequireExpirationTime = true,
                ClockSkew = TimeSpan.FromSeconds(30),
                ValidAlgorithms = [SecurityAlgorithms.HmacSha256],
                IssuerSigningKey = new SymmetricSecurityKey(Convert.FromBase64String(key)),
                NameClaimType = "sub",
                RoleClaimType = "role",
            };
        });
        services.AddAuthorization();
    }

    public static Caller CallerOf(ClaimsPrincipal user)
    {
        var roles = Roles.None;
        foreach (var claim in user.FindAll("role"))
        {
            roles |= Enum.TryParse<Roles>(claim.Value, ignoreCase: true, out var role) ? role : Roles.None;
        }

        return new Caller(user.FindFirstValue("iss") ?? "", user.FindFirstValue("sub") ?? "", roles);
    }
}
