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
internal sealed class GuardedConnection(IHostAddresses hosts, bool allowPrivate)
{
    public async ValueTask<Stream> Connect(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
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
            var socket = new Socket(addresses[i].AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(new IPEndPoint(addresses[i], target.Port), cancellationToken);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch (SocketException) when (i + 1 < addresses.Length)
            {
                socket.Dispose();
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        }
    }
}
