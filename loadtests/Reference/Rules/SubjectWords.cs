namespace AfterSales.LoadTests.Reference.Rules;

/// <summary>Hashes of a subject's words for the inverted index (FNV-1a; the reference's index is not keyed).</summary>
internal static class SubjectWords
{
    public static int[] Tokens(string subject)
    {
        var tokens = new HashSet<int>();
        var text = subject.AsSpan();
        foreach (var range in text.SplitAny([' ', ',', '.', '-', ':', '/']))
        {
            var word = text[range];
            if (word.Length > 1)
            {
                tokens.Add(Hash(word));
            }
        }

        return [.. tokens];
    }

    private static int Hash(ReadOnlySpan<char> word)
    {
        var hash = 2166136261u;
        foreach (var letter in word)
        {
            hash = (hash ^ char.ToLowerInvariant(letter)) * 16777619u;
        }

        return (int)hash;
    }
}
