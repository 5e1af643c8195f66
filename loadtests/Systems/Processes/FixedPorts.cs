using System.Net;
using System.Net.Sockets;

namespace AfterSales.LoadTests.Systems.Processes;

/// <summary>
/// Ports that a process keeps over its restarts. They lie below those that the kernel gives to outgoing connections: one of the driver's thousands could
/// sit on the port of a silo that is down for a moment.
/// </summary>
internal static class FixedPorts
{
    private const int First = 16_000;
    private const int Count = 14_000;
    private const int PerProcess = 100;

    // Two benches on one machine begin at different places.
    private static int _next = Environment.ProcessId * PerProcess % Count;

    public static int Take()
    {
        for (var tries = 0; tries < Count; tries++)
        {
            var port = First + (int)((uint)Interlocked.Increment(ref _next) % Count);
            if (IsFree(port))
            {
                return port;
            }
        }

        throw new InvalidOperationException($"No free port between {First} and {First + Count}.");
    }

    private static bool IsFree(int port)
    {
        using var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
