using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace AfterSales.Api.Auth;

/// <summary>Who may call a group of endpoints. Finer rules (whose case, which step) are the grains'.</summary>
internal static class Access
{
    /// <summary>Everybody with a role of ours.</summary>
    public const string Anyone = "anyone";

    /// <summary>Everybody who works for the shop.</summary>
    public const string Staff = "staff";

    /// <summary>People who are given cases: agents and the departments.</summary>
    public const string Workers = "workers";

    /// <summary>Whoever brings facts from the shop.</summary>
    public const string Facts = "facts";

    /// <summary>Whoever publishes policies.</summary>
    public const string Rules = "rules";

    /// <summary>Whoever may read the whole log.</summary>
    public const string Export = "export";

    /// <summary>Operators.</summary>
    public const string Operators = "operators";

    public static void AddAfterSalesAuth(this IServiceCollection services, IConfiguration configuration, IHostEnvironment environment)
    {
        services.AddSingleton<IValidateOptions<AuthOptions>>(new AuthOptionsValidator(environment));
        services.AddOptions<AuthOptions>().Bind(configuration.GetSection("Auth")).ValidateDataAnnotations().ValidateOnStart();
        services.ConfigureOptions<BearerSetup>();
        services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer();
        services.AddAuthorizationBuilder()
            .Require(Anyone, Roles.Customer | Roles.Staff)
            .Require(Staff, Roles.Staff)
            .Require(Workers, Roles.Staff & ~(Roles.Integration | Roles.Admin | Roles.System))
            .Require(Facts, Roles.Integration | Roles.Admin | Roles.Lead)
            .Require(Rules, Roles.Admin | Roles.Lead)
            .Require(Export, Roles.Admin | Roles.Integration)
            .Require(Operators, Roles.Admin);
    }

    private static AuthorizationBuilder Require(this AuthorizationBuilder builder, string name, Roles roles) =>
        builder.AddPolicy(name, policy => policy
            .RequireAuthenticatedUser()
            .RequireAssertion(context => context.Resource is HttpContext http && http.Features.Get<Caller>()?.HasAny(roles) == true));
}
