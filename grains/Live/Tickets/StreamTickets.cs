using AfterSales.Log;
using AfterSales.Storage;
using Npgsql;

namespace AfterSales.Live;

/// <summary>Signs with the key of this database (<c>stream_ticket_key</c>), which is read once and leaves the process never.</summary>
internal sealed class StreamTickets(StorageDataSources sources, TimeProvider time) : IStreamTickets
{
    private static readonly TimeSpan Validity = TimeSpan.FromSeconds(60);

    private byte[]? _key;

    public async ValueTask<StreamTicket> Issue(StreamHolder holder, CancellationToken cancellationToken)
    {
        // Whole seconds: what is answered is what is signed.
        var expires = DateTimeOffset.FromUnixTimeSeconds((time.GetUtcNow() + Validity).ToUnixTimeSeconds());
        return new StreamTicket(StreamTicketText.Write(holder, expires, await Key(cancellationToken)), expires);
    }

    public async ValueTask<StreamHolder?> Verify(string ticket, CancellationToken cancellationToken) =>
        StreamTicketText.TryRead(ticket, await Key(cancellationToken), out var holder, out var expires) && time.GetUtcNow() < expires ? holder : null;

    private async ValueTask<byte[]> Key(CancellationToken cancellationToken)
    {
        if (_key is { } known)
        {
            return known;
        }

        try
        {
            await using var command = sources.ReadModel.CreateCommand("select key from stream_ticket_key");
            return _key = (byte[]?)await command.ExecuteScalarAsync(cancellationToken)
                ?? throw new InvalidOperationException("The table stream_ticket_key is empty: it is filled by its migration and never changed.");
        }
        catch (Exception error) when (error is NpgsqlException or TimeoutException)
        {
            throw new LogUnavailableException("The key of stream tickets cannot be read.", error);
        }
    }
}
