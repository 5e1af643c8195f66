using AfterSales.Live;
using AfterSales.Log;
using AfterSales.Storage;
using Microsoft.Extensions.Options;
using Xunit;

namespace AfterSales.Tests.Storage.ReadModel.Live;

public sealed class StreamTicketsTests : ReadModelTest
{
    private static readonly StreamHolder Agent = new(
        new Caller("aftersales", "a-17", Roles.Agent | Roles.Lead), new DateTimeOffset(2026, 3, 2, 20, 0, 0, TimeSpan.Zero));

    private readonly List<StorageDataSources> _processes = [];
    private readonly SystemClock _time = new();

    [Fact]
    public async Task Every_process_of_the_deployment_takes_it_until_it_is_over()
    {
        var ticket = await Process().Issue(Agent, Cancel);
        Assert.Equal(_time.GetUtcNow().AddSeconds(60), ticket.ExpiresAt);
        var other = Process();
        Assert.Equal(Agent, await other.Verify(ticket.Ticket, Cancel));
        _time.Now = _time.Now.AddSeconds(59);
        Assert.Equal(Agent, await other.Verify(ticket.Ticket, Cancel));
        _time.Now = _time.Now.AddSeconds(1);
        Assert.Null(await other.Verify(ticket.Ticket, Cancel));
    }

    [Fact]
    public async Task Another_deployment_has_another_key()
    {
        var ticket = await Process().Issue(Agent, Cancel);
        Assert.Equal(32, await Database.Ask<int>("select octet_length(key) from stream_ticket_key"));
        await Database.Execute("update stream_ticket_key set key = sha256(key)");
        Assert.Null(await Process().Verify(ticket.Ticket, Cancel));
    }

    [Fact]
    public async Task A_database_that_is_away_is_said_to_be_so()
    {
        using var link = new DatabaseLink(Database);
        link.Cut();
        await Assert.ThrowsAsync<LogUnavailableException>(async () => await Process(link.ConnectionString).Issue(Agent, Cancel));
    }

    private protected override async Task CleanUp()
    {
        foreach (var process in _processes)
        {
            await process.DisposeAsync();
        }
    }

    private StreamTickets Process(string? connectionString = null)
    {
        var options = new StorageOptions { ConnectionString = connectionString ?? Database.ConnectionString };
        _processes.Add(new StorageDataSources(Options.Create(options), Options.Create(new EventLogOptions())));
        return new StreamTickets(_processes[^1], _time);
    }

    private sealed class SystemClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
