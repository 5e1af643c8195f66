using System.Globalization;
using AfterSales.Api.Problems;
using Microsoft.Extensions.Primitives;

namespace AfterSales.Api.Http;

/// <summary>Entity tags are versions in quotation marks.</summary>
internal static class ETags
{
    public static string Of(int version) => $"\"{version}\"";

    /// <summary>The version in If-Match; null when the header is absent or <c>*</c>.</summary>
    public static Outcome<int?> IfMatch(HttpRequest request)
    {
        var header = request.Headers.IfMatch;
        if (header.Count == 0 || (header.Count == 1 && header[0] == "*"))
        {
            return (int?)null;
        }

        return header.Count == 1 && TryParse(header[0], out var version)
            ? (int?)version
            : Refusals.Invalid("/If-Match", "must be one entity tag as an answer gave it, or *");
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
