namespace AfterSales.Live;

/// <summary>
/// Short-lived tokens for browsers, which cannot set headers on a live stream. Whichever process made one, every process of the deployment accepts it.
/// </summary>
public interface IStreamTickets
{
    /// <summary>Throws <see cref="Log.LogUnavailableException"/> when the database cannot be reached.</summary>
    ValueTask<StreamTicket> Issue(StreamHolder holder, CancellationToken cancellationToken);

    /// <summary>Whose ticket it is; null when it is forged, damaged or over. Throws as <see cref="Issue"/>.</summary>
    ValueTask<StreamHolder?> Verify(string ticket, CancellationToken cancellationToken);
}

/// <param name="Caller">Whose ticket it is.</param>
/// <param name="TokenEnds">When the token it was asked for with ends, in whole seconds: a stream lasts no longer, whatever opened it.</param>
public sealed record StreamHolder(Caller Caller, DateTimeOffset TokenEnds);

/// <param name="Ticket">Safe in a URL. A secret until it is over.</param>
/// <param name="ExpiresAt">System time; a stream that began before goes on.</param>
public sealed record StreamTicket(string Ticket, DateTimeOffset ExpiresAt);
