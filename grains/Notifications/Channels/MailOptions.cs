using System.Net;
using System.Net.Mail;
using Microsoft.Extensions.Options;

namespace AfterSales.Notifications;

/// <summary>The mail server that notifications are handed to. Without a host there is no channel <c>email</c>.</summary>
public sealed class MailOptions
{
    public string? Host { get; set; }

    /// <summary>1-65,535. Default 25.</summary>
    public int Port { get; set; } = 25;

    /// <summary>Sender, e.g. <c>After-sales &lt;aftersales@shop.example&gt;</c>. Its domain is that of the message ids.</summary>
    public string? From { get; set; }

    /// <summary>Null: no authentication.</summary>
    public string? UserName { get; set; }

    /// <summary>A secret: never logged.</summary>
    public string? Password { get; set; }

    /// <summary>STARTTLS. Default false; required with a password unless the server is on this machine.</summary>
    public bool EnableSsl { get; set; }

    /// <summary>Longest time for handing over one message, 1-300. Default 30.</summary>
    public int TimeoutSeconds { get; set; } = 30;

    internal bool IsOn => !string.IsNullOrWhiteSpace(Host);
}

/// <summary>All faults at once.</summary>
internal sealed class MailOptionsValidator : IValidateOptions<MailOptions>
{
    public ValidateOptionsResult Validate(string? name, MailOptions options)
    {
        if (!options.IsOn)
        {
            return ValidateOptionsResult.Success;
        }

        var faults = new List<string>();
        Check(options.Port is >= 1 and <= 65_535, "Mail:Port must be 1 to 65535.");
        Check(options.TimeoutSeconds is >= 1 and <= 300, "Mail:TimeoutSeconds must be 1 to 300.");
        Check(IsSender(options.From), "Mail:From must be a mail address, with or without a name.");
        Check(options.Password is null || options.UserName is not null, "Mail:Password needs Mail:UserName.");
        Check(options.Password is null || options.EnableSsl || IsHere(options.Host!), "Mail:Password needs Mail:EnableSsl: it would cross the network in clear text.");
        Check(!options.Host!.Any(c => char.IsControl(c) || char.IsWhiteSpace(c)), "Mail:Host must be a host name.");
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);

        void Check(bool holds, string fault)
        {
            if (!holds)
            {
                faults.Add(fault);
            }
        }
    }

    private static bool IsHere(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));

    private static bool IsSender(string? from) =>
        from is not null && !from.Any(char.IsControl) && MailAddress.TryCreate(from, out var address) && ContactRules.IsAddress(address.Address);
}
