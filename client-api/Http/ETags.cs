using System.Globalization;
using AfterSales.Api.Problems;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace AfterSales.Api.Http;

/// <summary>Entity tags are versions in quotation marks.</summary>
internal static class ETags
{
    public static string Of(int version) => $"\"{version}\"";

    /// <summary>
    /// The versions in If-Match (RFC 9110, strong comparison): default when the header is absent or <c>*</c>. A weak tag and one that is none
    /// of ours match nothing.
    /// </summary>
    public static Outcome<ImmutableArray<int>> IfMatch(HttpRequest request)
    {
        var header = request.Headers.IfMatch;
        if (header.Count == 0 || (header.Count == 1 && header[0]?.Trim() == "*"))
        {
            return default(ImmutableArray<int>);
        }

        if (!EntityTagHeaderValue.TryParseStrictList([.. header.Select(value => value ?? "")], out var tags)
            || tags.Count == 0 || tags.Any(tag => tag.Tag == "*"))
        {
            return Refusals.Invalid("/If-Match", "must be entity tags as answers gave them, or *");
        }

        var versions = ImmutableArray.CreateBuilder<int>(tags.Count);
        foreach (var tag in tags)
        {
            if (!tag.IsWeak && TryParse(tag.Tag.ToString(), out var version))
            {
                versions.Add(version);
            }
        }

        return versions.ToImmutable();
    }

    /// <summary>Whether If-None-Match names this version. A tag that is none of ours matches nothing.</summary>
    public static bool NoneMatches(HttpRequest request, int version)
    {
        foreach (var value in request.Headers.IfNoneMatch)
        {
            foreach (var tag in new StringTokenizer(value ?? "", [',']))
            {
                var text = tag.Trim().ToString();
                if (text == "*" || (TryParse(text, out var seen) && seen == version))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static bool TryParse(string? tag, out int version)
    {
        version = 0;
        var text = tag.AsSpan().Trim();
        text = text.StartsWith("W/", StringComparison.Ordinal) ? text[2..] : text;
        return text is ['"', .. var digits, '"'] && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out version);
    }
}
