namespace AfterSales.Tickets;

/// <summary>The language a customer writes in, told from his words: Chinese characters make it <c>zh</c>, anything else is <c>en</c>.</summary>
internal static class CaseLanguage
{
    public const string Chinese = "zh";
    public const string English = "en";

    public static string Of(string? subject, string? description) => HasIdeograph(subject) || HasIdeograph(description) ? Chinese : English;

    private static bool HasIdeograph(string? text) =>
        text is not null
        && (text.AsSpan().ContainsAnyInRange('\u3400', '\u9FFF') || text.AsSpan().ContainsAnyInRange('\uF900', '\uFAFF'));
}
