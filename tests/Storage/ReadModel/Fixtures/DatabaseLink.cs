using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace AfterSales.Tests.Storage.ReadModel;

/// <summary>A wire to the server that can be cut and mended: what a database that went away looks like from the outside.</summary>
internal sealed class DatabaseLink : IDisposable
{
    private readonly ConcurrentBag<Socket> _open = [];
    private readonly string _server;
    private readonly IPEndPoint _address;
    private Socket? _listener;

    public DatabaseLink(ReadModelDatabase database)
    {
        _server = database.ConnectionString;
        _listener = Listen(new IPEndPoint(IPAddress.Loopback, 0));
        _address = (IPEndPoint)_listener.LocalEndPoint!;
        ConnectionString = new NpgsqlConnectionStringBuilder(_server)
        {
            Host = "127.0.0.1", Port = _address.Port, CommandTimeout = 2, SslMode = SslMode.Disable, GssEncryptionMode = GssEncryptionMode.Disable,
        }.ConnectionString;
    }

    public string ConnectionString { get; }

    public void Cut()
    {
        _listener?.Dispose();
        _listener = null;
        while (_open.TryTake(out var socket))
        {
            socket.Dispose();
        }
    }

    public void Mend() => _listener = Listen(_address);

    public void Dispose() => Cut();

    private Socket Listen(IPEndPoint address)
    {
        var listener = new Socket(SocketType.Stream, ProtocolType.Tcp);
        listener.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        listener.Bind(address);
        listener.Listen();
        _ = Accept(listener);
        return listener;
    }

    private async Task Accept(Socket listener)
    {
        try
        {
            while (true)
            {
                var near = await listener.AcceptAsync();
                var far = await Connect();
                _open.Add(near);
                _open.Add(far);
                _ = Pump(near, far);
                _ = Pump(far, near);
            }
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // Cut.
        }
    }

    private async Task<Socket> Connect()
    {
        var server = new NpgsqlConnectionStringBuilder(_server);
        var isUnix = server.Host!.StartsWith('/');
        var far = isUnix ? new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified) : new Socket(SocketType.Stream, ProtocolType.Tcp);
        EndPoint address = isUnix ? new UnixDomainSocketEndPoint($"{server.Host}/.s.PGSQL.{server.Port}") : new DnsEndPoint(server.Host, server.Port);
        await far.ConnectAsync(address);
        return far;
    }

    private static async Task Pump(Socket from, Socket to)
    {
        try
        {
            using var source = new NetworkStream(from);
            using var target = new NetworkStream(to);
            await source.CopyToAsync(target);
        }
        catch (Exception error) when (error is IOException or SocketException or ObjectDisposedException)
        {
            // Cut.
        }
        finally
        {
            from.Dispose();
            to.Dispose();
        }
    }
}
