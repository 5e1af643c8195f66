using System.Net;
using System.Net.Sockets;
using AfterSales.Tests.Storage.ReadModel;
using AfterSales.Webhooks;
using Xunit;

namespace AfterSales.Tests.Storage.Webhooks;

/// <summary>What is not called, and what an address may cost.</summary>
public sealed class GuardTests : WebhookTest
{
    [Fact]
    public async Task Plain_http_that_was_stored_while_it_was_allowed_is_not_called_any_more()
    {
        await using var process = StartProcess(options => options.AllowInsecure = false);
        var receiver = await StartReceiver();
        var endpoint = await GivenEndpoint(receiver.Url);
        await GivenEvents(One, 1);
        await Follow();
        await Send(process);
        Assert.Empty(receiver.All);
        Assert.Equal((1, "address-refused"), (await Deliveries(endpoint.Id)).Select(row => (row.Attempts, row.LastError)).Single());
    }

    [Fact]
    public async Task An_answer_410_of_an_address_that_was_changed_meanwhile_disables_nothing()
    {
        var (old, current) = (await StartReceiver(), await StartReceiver());
        var endpoint = await GivenEndpoint(old.Url);
        old.Answer = async (_, http) =>
        {
            await Webhooks.Put(endpoint.Id, new WebhookDefinition(current.Url, null, ["ticket.*"], true), Context());
            http.Response.StatusCode = 410;
        };
        await GivenEvents(One, 2);
        await Follow();
        await Send();
        Assert.True((await Webhooks.Get(endpoint.Id, Cancel)).Value!.Enabled);
        await Send();
        Assert.Equal([1_000L, 2_000L], current.Sequences);
    }

    [Fact]
    public async Task An_address_that_swallows_packets_leaves_time_for_the_next_one()
    {
        await using var process = StartProcess(options => options.TimeoutSeconds = 3, new Addresses("127.0.0.2", "127.0.0.1"));
        var receiver = await StartReceiver();
        using var full = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        full.Bind(new IPEndPoint(IPAddress.Parse("127.0.0.2"), receiver.Port));
        full.Listen(1);
        // Nobody accepts: once the queue is full, what comes is dropped.
        var waiting = Enumerable.Range(0, 8).Select(_ => new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)).ToList();
        var connecting = waiting.ConvertAll(socket => socket.ConnectAsync(full.LocalEndPoint!));
        await Eventually.True(() => Task.FromResult(connecting.Count(task => task.IsCompletedSuccessfully) >= 2), "the queue is full");
        try
        {
            var endpoint = await GivenEndpoint($"http://shop.example.com:{receiver.Port}/");
            await GivenEvents(One, 1);
            await Follow();
            await Send(process);
            Assert.Equal((WebhookDeliveryStatus.Delivered, 1), (await Deliveries(endpoint.Id)).Select(row => (row.Status, row.Attempts)).Single());
        }
        finally
        {
            waiting.ForEach(socket => socket.Dispose());
            await Task.WhenAll(connecting.Select(task => task.ContinueWith(ended => ended.Exception, TaskScheduler.Default)));
        }
    }

    private sealed class Addresses(params string[] all) : IHostAddresses
    {
        public Task<IPAddress[]> Find(string host, CancellationToken cancellationToken) => Task.FromResult(Array.ConvertAll(all, IPAddress.Parse));
    }
}
