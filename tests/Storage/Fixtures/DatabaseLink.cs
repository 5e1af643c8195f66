using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace AfterSales.Tests.Storage.Fixtures;

/// <summary>A wire to the server that a test can cut at the worst moment: after a statement was carried out, before its answer arrives.</summary>
internal sealed class DatabaseLink : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly NpgsqlConnectionStringBuilder _server;
    private readonly Task _accepting;
    private int _loseNext;
    private volatile bool _thenRefuse;
    private volatile bool _refusing;
    private int _answersLost;

    public DatabaseLink(string connectionString)
    {
        _server = new NpgsqlConnectionStringBuilder(connectionString);
        _listener.Start();
        ConnectionString = new NpgsqlConnectionStringBuilder(connectionString)
        {
            Host = IPAddress.Loopback.ToString(),
            Port = ((IPEndPoint)_listener.LocalEndpoint).Port,
            SslMode = SslMode.Disable,
            GssEncryptionMode = GssEncryptionMode.Disable,
        }.ConnectionString;
        _accepting = Accept();
    }

    public string ConnectionString { get; }

    public int AnswersLost => Volatile.Read(ref _answersLost);

    /// <summary>The next answer of the server is dropped and its connection closed.</summary>
    public void LoseNextAnswer(bool thenRefuse = false)
    {
        _thenRefuse = thenRefuse;
        Interlocked.Exchange(ref _loseNext, 1);
    }

    public void Admit() => _refusing = false;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task Accept()
    {
        var links = new List<Task>();
        try
        {
            while (true)
            {
                var client = await _listener.AcceptSocketAsync(_stop.Token);
                if (_refusing)
                {
                    client.Dispose();
                    continue;
                }

                links.Add(Serve(client));
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(links);
        }
    }

    private async Task Serve(Socket client)
    {
        using (client)
        using (var server = await ConnectToServer())
        {
            await Task.WhenAny(Pump(client, server, isAnswer: false), Pump(server, client, isAnswer: true));
        }
    }

    private async Task Pump(Socket from, Socket to, bool isAnswer)
    {
        var buffer = new byte[65_536];
        try
        {
            while (await from.ReceiveAsync(buffer, _stop.Token) is var count and > 0)
            {
                if (isAnswer && Interlocked.Exchange(ref _loseNext, 0) == 1)
                {
                    _refusing = _thenRefuse;
                    Interlocked.Increment(ref _answersLost);
                    return;
                }

                await to.SendAsync(buffer.AsMemory(0, count), _stop.Token);
            }
        }
        catch (Exception exception) when (exception is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The other direction was cut, or the test is over.
        }
    }

    private async Task<Socket> ConnectToServer()
    {
        var host = _server.Host!;
        EndPoint end = host.StartsWith('/')
            ? new UnixDomainSocketEndPoint(Path.Combine(host, $".s.PGSQL.{_server.Port}"))
            : new DnsEndPoint(host, _server.Port);
        var socket = new Socket(host.StartsWith('/') ? AddressFamily.Unix : AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(end, _stop.Token);
        return socket;
    }
}
