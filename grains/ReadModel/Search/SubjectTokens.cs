using System.Text;

namespace AfterSales.ReadModel;

/// <summary>Words as keyed 32-bit hashes: what the index of the read model knows of a subject. The key is kept in the database.</summary>
internal sealed class SubjectTokens(ReadModelDb db)
{
    /// <summary>More words than this are not indexed; a subject is far shorter.</summary>
    private const int MaxTokens = 512;

    private SipHash? _hash;

    public static int[] Of(string? subject, SipHash hash) => Of(SubjectWords.ToIndex(subject), hash);

    public static int[] Of(IEnumerable<string> words, SipHash hash) =>
        [.. words.Take(MaxTokens).Select(word => unchecked((int)hash.Of(Encoding.UTF8.GetBytes(word)))).Distinct().Order()];

    /// <summary>The hash with this database's key; read once.</summary>
    public async ValueTask<SipHash> Ready(CancellationToken cancellationToken)
    {
        if (_hash is { } ready)
        {
            return ready;
        }

        await using var command = db.Command("select key from read_model_key");
        var key = (byte[]?)await command.ExecuteScalarAsync(cancellationToken)
            ?? throw new InvalidOperationException("The table read_model_key is empty: it is filled by its migration and never changed.");
        return _hash = new SipHash(key);
    }
}
