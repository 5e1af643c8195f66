using Microsoft.Net.Http.Headers;

namespace AfterSales.Api.Http;

/// <summary>The language of labels and questions, from Accept-Language; English when none of ours is asked for.</summary>
internal static class Languages
{
    public const string English = "en";
    public const string Chinese = "zh-CN";

    public static string Of(HttpRequest request)
    {
        var header = request.Headers.AcceptLanguage;
        if (header.Count == 0 || !StringWithQualityHeaderValue.TryParseList(header, out var wanted))
        {
            return English;
        }

        var best = wanted
            .Where(value => value.Quality is null or > 0)
            .OrderByDescending(value => value.Quality ?? 1)
            .Select(value => Ours(value.Value.AsSpan()))
            .FirstOrDefault(language => language is not null);
        return best ?? English;
    }

    private static string? Ours(ReadOnlySpan<char> tag)
    {
        var dash = tag.IndexOf('-');
        var primary = dash < 0 ? tag : tag[..dash];
        return primary.Equals("zh", StringComparison.OrdinalIgnoreCase) ? Chinese
            : primary.Equals("en", StringComparison.OrdinalIgnoreCase) ? English
            : null;
    }
}
