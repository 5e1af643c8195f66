using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace AfterSales.Api.Auth;

/// <summary>Refuses to start without a way to check tokens, or with a weak or a development key where it does not belong.</summary>
internal sealed class AuthOptionsValidator(IHostEnvironment environment) : IValidateOptions<AuthOptions>
{
    private const int MinKeyBytes = 32;

    public ValidateOptionsResult Validate(string? name, AuthOptions options)
    {
        var errors = new List<string>();
        if (environment.IsProduction() && options.DevelopmentKey is not null)
        {
            errors.Add("Auth: a development key is not accepted in Production.");
        }

        var usable = environment.IsProduction() ? null : options.DevelopmentKey;
        if (options.Authority is null && options.SigningKey is null && usable is null)
        {
            errors.Add("Auth: configure Auth:Authority or Auth:SigningKey (base64, at least 32 bytes); without one no token can be checked.");
        }

        if (options is { Authority: not null, SigningKey: not null })
        {
            errors.Add("Auth: configure Auth:Authority or Auth:SigningKey, not both.");
        }

        if (options.Authority is { } authority && !Uri.TryCreate(authority, UriKind.Absolute, out _))
        {
            errors.Add("Auth: Auth:Authority must be an absolute URL.");
        }

        CheckKey(errors, "Auth:SigningKey", options.SigningKey);
        CheckKey(errors, "Auth:DevelopmentKey", options.DevelopmentKey);
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    private static void CheckKey(List<string> errors, string name, string? key)
    {
        Span<byte> bytes = stackalloc byte[1024];
        if (key is not null && (!Convert.TryFromBase64String(key, bytes, out var length) || length < MinKeyBytes))
        {
            errors.Add($"Auth: {name} must be base64 of at least {MinKeyBytes} bytes.");
        }
    }
}
