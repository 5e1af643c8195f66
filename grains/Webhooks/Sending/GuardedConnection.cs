using System.Net;
using System.Net.Sockets;

namespace AfterSales.Webhooks;

/// <summary>Finds the addresses of a name; replaced in tests.</summary>
internal interface IHostAddresses
{
    Task<IPAddress[]> Find(string host, CancellationToken cancellationToken);
}

internal sealed class DnsAddresses : IHostAddresses
{
    public Task<IPAddress[]> Find(string host, CancellationToken cancellationToken) => Dns.GetHostAddressesAsync(host, cancellationToken);
}

/// <summary>The name leads, today, to an address that must not be called.</summary>
internal sealed class AddressRefusedException() : IOException("The name leads to an address that is not public.");

/// <summary>
/// Connects to an address that was checked, and to no other: the name is resolved once, all that it leads to is checked, and the socket takes one of those. Whoever
/// lets a name lead elsewhere between a check and a call (DNS rebinding) gains nothing.
/// </summary>
internal sealed class GuardedConnection(IHostAddresses hosts, bool allowPrivate, TimeSpan timeout, TimeProvider time)
{
    public async ValueTask<Stream> Connect(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var target = context.DnsEndPoint;
        var addresses = IPAddress.TryParse(target.Host, out var literal) ? [literal] : await hosts.Find(target.Host, cancellationToken);
        if (!allowPrivate && !Array.TrueForAll(addresses, AddressRules.IsPublic))
        {
            throw new AddressRefusedException();
        }

        if (addresses.Length == 0)
        {
            throw new SocketException((int)SocketError.HostNotFound);
        }

        for (var i = 0; ; i++)
        {
            // Of what is left, so that an address whose packets are swallowed leaves some for the next one, and for the request.
            var share = (timeout - time.GetElapsedTime(started)) / (addresses.Length - i + 1);
            try
            {
                return await Connect(new IPEndPoint(addresses[i], target.Port), share, cancellationToken);
            }
            catch (Exception error) when (
                error is SocketException or OperationCanceledException && i + 1 < addresses.Length && !cancellationToken.IsCancellationRequested)
            {
                continue;
            }
        }
    }

    private async Task<Stream> Connect(IPEndPoint address, TimeSpan share, CancellationToken cancellationToken)
    {
        Socket? socket = null;
        try
        {
            using var end = new CancellationTokenSource(share > TimeSpan.Zero ? share : TimeSpan.Zero, time);
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, end.Token);
            socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await socket.ConnectAsync(address, limit.Token);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket?.Dispose();
            throw;
        }
    }
}
