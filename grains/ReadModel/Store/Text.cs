using System.Diagnostics.CodeAnalysis;

namespace AfterSales.ReadModel;

/// <summary>What PostgreSQL's text can hold.</summary>
internal static class Text
{
    /// <summary>Without U+0000, which no text column takes: one such character must not stop the follower for ever.</summary>
    [return: NotNullIfNotNull(nameof(text))]
    public static string? Clean(string? text) =>
        text is null || !text.Contains('\0', StringComparison.Ordinal) ? text : text.Replace("\0", "", StringComparison.Ordinal);
}
