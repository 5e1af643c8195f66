using System.Globalization;
using System.Text;

namespace AfterSales.ReadModel;

/// <summary>
/// Words of a text: letters and digits in lower case; of scripts without spaces (Chinese, Japanese, Korean) single characters and pairs, so
/// that any two neighbours can be found without a dictionary.
/// </summary>
internal static class SubjectWords
{
    /// <summary>All that a stored text can be found by.</summary>
    public static HashSet<string> ToIndex(string? text) => Split(text, keepSingles: true);

    /// <summary>All that must be found: of a run of characters only its pairs, which imply the single ones.</summary>
    public static HashSet<string> ToFind(string? text) => Split(text, keepSingles: false);

    private static HashSet<string> Split(string? text, bool keepSingles)
    {
        var words = new HashSet<string>(StringComparer.Ordinal);
        var word = new StringBuilder();
        var run = new List<string>();
        foreach (var rune in (text ?? "").EnumerateRunes())
        {
            var folded = Fold(rune);
            if (IsIdeographic(folded))
            {
                EndWord(words, word);
                run.Add(folded.ToString());
                continue;
            }

            EndRun(words, run, keepSingles);
            if (IsOfWord(folded))
            {
                word.Append(Rune.ToLowerInvariant(folded).ToString());
            }
            else
            {
                EndWord(words, word);
            }
        }

        EndWord(words, word);
        EndRun(words, run, keepSingles);
        return words;
    }

    private static void EndWord(HashSet<string> words, StringBuilder word)
    {
        if (word.Length > 0)
        {
            words.Add(word.ToString());
            word.Clear();
        }
    }

    private static void EndRun(HashSet<string> words, List<string> run, bool keepSingles)
    {
        for (var i = 0; i < run.Count; i++)
        {
            if (keepSingles || run.Count == 1)
            {
                words.Add(run[i]);
            }

            if (i > 0)
            {
                words.Add(run[i - 1] + run[i]);
            }
        }

        run.Clear();
    }

    private static Rune Fold(Rune rune) =>
        // Full-width forms of ASCII, as Chinese input methods produce them.
        rune.Value is >= 0xFF01 and <= 0xFF5E ? new Rune(rune.Value - 0xFEE0) : rune;

    private static bool IsOfWord(Rune rune) =>
        Rune.IsLetterOrDigit(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    private static bool IsIdeographic(Rune rune) => rune.Value is
        (>= 0x3040 and <= 0x30FF) or (>= 0x3400 and <= 0x4DBF) or (>= 0x4E00 and <= 0x9FFF) or
        (>= 0xAC00 and <= 0xD7AF) or (>= 0xF900 and <= 0xFAFF) or (>= 0x20000 and <= 0x3FFFF);
}
