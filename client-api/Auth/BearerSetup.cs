using AfterSales.Api.Problems;
using AfterSales.Api.Values;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;

namespace AfterSales.Api.Auth;

/// <summary>Turns <see cref="AuthOptions"/> into the framework's, and a token into a <see cref="Caller"/>.</summary>
internal sealed class BearerSetup(IOptions<AuthOptions> auth, IHostEnvironment environment) : IConfigureNamedOptions<JwtBearerOptions>
{
    public void Configure(JwtBearerOptions options) => Configure(JwtBearerDefaults.AuthenticationScheme, options);

    public void Configure(string? name, JwtBearerOptions options)
    {
        var configured = auth.Value;
        var key = configured.SigningKey ?? (environment.IsProduction() ? null : configured.DevelopmentKey);
        options.MapInboundClaims = false;
        options.SaveToken = false;
        options.RequireHttpsMetadata = environment.IsProduction();
        if (configured.Authority is not null)
        {
            options.Authority = configured.Authority;
        }

        options.TokenValidationParameters = new TokenValidationParameters
        {
            ValidIssuers = configured.Issuers,
            ValidAudience = configured.Audience,
            ValidateAudience = configured.Audience is not null,
            RequireExpirationTime = true,
            ClockSkew = TimeSpan.FromSeconds(configured.ClockSkewSeconds),
            NameClaimType = "sub",
            RoleClaimType = "role",
            ValidAlgorithms = configured.Authority is null
                ? [SecurityAlgorithms.HmacSha256]
                : [SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.EcdsaSha256],
            IssuerSigningKey = configured.Authority is null && key is not null ? new SymmetricSecurityKey(Convert.FromBase64String(key)) : null,
        };
        options.Events = new JwtBearerEvents { OnTokenValidated = Recognise, OnChallenge = Challenge, OnForbidden = Forbid };
    }

    private static Task Recognise(TokenValidatedContext context)
    {
        var principal = context.Principal!;
        var subject = principal.FindFirst("sub")?.Value;
        var issuer = principal.FindFirst("iss")?.Value;
        if (subject is null || issuer is null || !TextRules.IsId(subject))
        {
            context.Fail("The token names no usable subject.");
            return Task.CompletedTask;
        }

        var roles = RoleNames.Parse(principal.FindAll("role").Select(claim => claim.Value));
        context.HttpContext.Features.Set(new Caller(issuer, subject, roles));
        context.HttpContext.Features.Set(new TokenEnd(new DateTimeOffset(context.SecurityToken.ValidTo, TimeSpan.Zero)));
        return Task.CompletedTask;
    }

    private static Task Challenge(JwtBearerChallengeContext context)
    {
        context.HandleResponse();
        return ProblemWriter.Write(context.HttpContext, Refusals.Unauthenticated);
    }

    private static Task Forbid(ForbiddenContext context) => ProblemWriter.Write(context.HttpContext, Refusals.Forbidden);
}
