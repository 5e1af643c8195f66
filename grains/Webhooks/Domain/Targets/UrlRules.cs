using System.Net;

namespace AfterSales.Webhooks;

/// <summary>What the address of an endpoint may look like. What its name leads to is checked again whenever it is called.</summary>
internal static class UrlRules
{
    public const int MaxLength = 2_000;

    /// <summary>Everything that is wrong with it.</summary>
    public static IEnumerable<string> Check(string url, bool allowInsecure, bool allowPrivate)
    {
        if (url.Length > MaxLength)
        {
            yield return $"must be at most {MaxLength} characters";
        }

        if (url.AsSpan().ContainsAnyExceptInRange('!', '~') || url.Contains('\\', StringComparison.Ordinal)
            || !Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Host.Length == 0)
        {
            yield return "must be an absolute URL, e.g. https://example.com/hooks";
            yield break;
        }

        if (uri.Scheme != Uri.UriSchemeHttps && !(allowInsecure && uri.Scheme == Uri.UriSchemeHttp))
        {
            yield return "must begin with https://";
        }

        if (uri.UserInfo.Length > 0 || uri.Authority.Contains('@', StringComparison.Ordinal) || HasAt(url))
        {
            yield return "must not hold a user name or password";
        }

        if (uri.Fragment.Length > 0)
        {
            yield return "must not have a fragment";
        }

        if (!allowPrivate && IsPrivate(uri))
        {
            yield return "must not lead to a private, local or reserved address";
        }
    }

    private static bool IsPrivate(Uri uri)
    {
        if (uri.HostNameType is UriHostNameType.IPv4 or UriHostNameType.IPv6)
        {
            return !IPAddress.TryParse(uri.DnsSafeHost, out var address) || !AddressRules.IsPublic(address);
        }

        // A name without a dot exists only in the own network.
        var name = uri.IdnHost.TrimEnd('.');
        return !name.Contains('.', StringComparison.Ordinal)
            || Array.Exists(LocalNames, local => name.EndsWith(local, StringComparison.OrdinalIgnoreCase));
    }

    private static readonly string[] LocalNames = [".localhost", ".local", ".internal", ".home.arpa", ".localdomain"];

    /// <summary>An empty user name is told from none only in the text.</summary>
    private static bool HasAt(string url)
    {
        var start = url.IndexOf("://", StringComparison.Ordinal) + 3;
        var end = url.AsSpan(start).IndexOfAny("/?#");
        return url.AsSpan(start, end < 0 ? url.Length - start : end).Contains('@');
    }
}
