using System.Buffers;
using System.Runtime.CompilerServices;
using AfterSales.Policies;

namespace AfterSales.Tickets;

/// <summary>Finds words of a list in a text: whole words in Latin scripts, anywhere in Chinese, which has no spaces.</summary>
internal static class WordMatcher
{
    /// <summary>Ideographs and kana begin here; a Latin word may stand right beside them.</summary>
    private const char FirstCjk = '\u2E80';

    private static readonly ConditionalWeakTable<WordList, SearchValues<string>> Sought = [];

    // One pass for all words first: nearly every text has none of them.
    public static bool ContainsAny(string text, WordList words) =>
        text.AsSpan().ContainsAny(Sought.GetValue(words, AllOf))
        && (words.English.OrEmpty().Any(word => ContainsWord(text, word))
            || words.Chinese.OrEmpty().Any(word => word.Length > 0 && text.Contains(word, StringComparison.OrdinalIgnoreCase)));

    private static SearchValues<string> AllOf(WordList words) =>
        SearchValues.Create([.. words.English.OrEmpty().Concat(words.Chinese.OrEmpty()).Where(word => word.Length > 0)], StringComparison.OrdinalIgnoreCase);

    private static bool ContainsWord(string text, string word)
    {
        if (word.Length == 0)
        {
            return false;
        }

        for (var at = text.IndexOf(word, StringComparison.OrdinalIgnoreCase); at >= 0; at = text.IndexOf(word, at + 1, StringComparison.OrdinalIgnoreCase))
        {
            var end = at + word.Length;
            if ((at == 0 || !IsLatinWord(text[at - 1])) && (end == text.Length || !IsLatinWord(text[end])))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsLatinWord(char c) => c < FirstCjk && char.IsLetterOrDigit(c);
}
