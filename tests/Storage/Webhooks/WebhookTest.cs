using System.Collections.Immutable;
using AfterSales.Followers;
using AfterSales.Log;
using AfterSales.Tests.Storage.ReadModel;
using AfterSales.Tickets;
using AfterSales.Webhooks;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using NpgsqlTypes;
using Xunit;

namespace AfterSales.Tests.Storage.Webhooks;

/// <summary>A database, a shop that writes to its log, and receivers; follower and sender do one round when told.</summary>
public abstract class WebhookTest : ReadModelTest
{
    private protected static readonly Guid One = Guid.Parse("0190c5a0-1111-8000-8000-000000000001");
    private protected static readonly Guid Two = Guid.Parse("0190c5a0-2222-8000-8000-000000000002");

    private readonly List<IAsyncDisposable> _owned = [];
    private LogCursor _cursor = LogCursor.Start;

    private protected SteppedTime Time { get; } = new();

    private protected ReadModelProcess Process { get; private set; } = null!;

    private protected IWebhooks Webhooks => Process.Get<IWebhooks>();

    private protected override Task Prepare()
    {
        Process = StartProcess();
        return Passed("infinity");
    }

    /// <summary>Until when the follower has passed the log for good; the tests follow it themselves.</summary>
    private protected Task Passed(string moment) => Database.Execute(
        $"insert into follower_cursor (name, caught_up_at) values ('webhooks', '{moment}') on conflict (name) do update set caught_up_at = excluded.caught_up_at");

    private protected override async Task CleanUp()
    {
        foreach (var owned in Enumerable.Reverse(_owned))
        {
            await owned.DisposeAsync();
        }
    }

    private protected ReadModelProcess StartProcess(Action<WebhookOptions>? configure = null, IHostAddresses? hosts = null)
    {
        var process = new ReadModelProcess(
            Database.ConnectionString,
            followers =>
            {
                followers.ParkAfterAttempts = 2;
                followers.ParkAfterSeconds = 1;
            },
            also: services =>
            {
                services.AddSingleton<IConfiguration>(new ConfigurationBuilder().Build());
                services.AddSingleton<TimeProvider>(Time);
                services.AddSingleton<IWebhookClock>(Time);
                services.AddSingleton(hosts ?? new DnsAddresses());
                services.AddWebhooks();
                services.AddWebhookDelivery();
                services.Configure<WebhookOptions>(options =>
                {
                    (options.AllowInsecure, options.AllowPrivateAddresses, options.RetryJitter) = (true, true, 0);
                    configure?.Invoke(options);
                });
            });
        _owned.Add(process);
        return process;
    }

    private protected async Task<Receiver> StartReceiver()
    {
        var receiver = await Receiver.Start();
        _owned.Add(receiver);
        return receiver;
    }

    private protected async Task<(Guid Id, string Secret)> GivenEndpoint(string url, params string[] events)
    {
        var created = await Webhooks.Create(new WebhookDefinition(url, null, events.Length == 0 ? ["ticket.*"] : [.. events], true), Context());
        Assert.True(created.Succeeded, created.Failure?.ToString());
        return (created.Value.Endpoint.Id, created.Value.Secret!);
    }

    private protected static CallContext Context(params int[] ifMatch) => Context(CommandId.New(), ifMatch);

    private protected static CallContext Context(CommandId command, params int[] ifMatch) =>
        new(new Caller("test", "admin-1", Roles.Admin), command, ifMatch.Length == 0 ? default : [.. ifMatch]);

    private protected static Opened Opening(Guid ticket) => new()
    {
        Id = ticket,
        Kind = TicketKind.ReturnRefund,
        CustomerId = "c-1",
        OrderId = "o-1",
        Category = TicketCategory.Quality,
        CategoryRule = "customer",
        Channel = Channel.Web,
        Priority = TicketPriority.P3,
        TriageRule = "default",
        TriagePolicy = 1,
        To = TicketStep.UnderReview,
        By = Roles.Customer,
    };

    private protected Task Append(Guid ticket, int seq, params TicketEvent[] events) =>
        AppendText(ticket, seq, System.Text.Encoding.UTF8.GetString(TicketCodec.Instance.Encode(events).Data));

    private protected async Task AppendText(Guid ticket, int seq, string data)
    {
        await using var command = Database.Source.CreateCommand(
            "insert into event_log (stream_kind, stream_id, seq, at, actor, command_id, data) values (1, $1, $2, $3, 'a-1', gen_random_uuid(), $4)");
        command.Parameters.AddWithValue(ticket);
        command.Parameters.AddWithValue(seq);
        command.Parameters.AddWithValue(Time.GetUtcNow());
        command.Parameters.Add(new NpgsqlParameter { Value = data, NpgsqlDbType = NpgsqlDbType.Json });
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Opens the case and replies to it, so that it has as many public events.</summary>
    private protected async Task GivenEvents(Guid ticket, int count)
    {
        await Append(ticket, 1, Opening(ticket));
        for (var seq = 2; seq <= count; seq++)
        {
            await Append(ticket, seq, new Replied { By = Roles.Agent });
        }
    }

    /// <summary>The slice of everything that is new; answers it, for those who want to repeat it.</summary>
    private protected async Task<IReadOnlyList<LogMark>> Follow(IReadOnlyList<LogMark>? again = null)
    {
        await Database.Readable();
        var slice = again ?? await Process.Get<ILogReader>().ReadMarks(_cursor, 10_000, Cancel);
        await Process.Get<WebhookConsumer>().Consume(slice, Cancel);
        _cursor = slice[^1].Cursor;
        return slice;
    }

    /// <summary>Sends until nothing is due.</summary>
    private protected async Task Send(ReadModelProcess? by = null, string owner = "test")
    {
        var process = by ?? Process;
        Assert.NotNull(await process.Get<FollowerCursors>().Acquire(DeliveryQueue.LeaseName, owner, TimeSpan.FromHours(1), Cancel));
        await process.Get<SendingRound>().Start(owner, Cancel);
        await process.Get<SendingRound>().Idle();
    }

    private protected async Task<ImmutableArray<WebhookDeliveryView>> Deliveries(Guid endpoint, WebhookDeliveryStatus? status = null) =>
        (await Webhooks.Deliveries(endpoint, new WebhookDeliveryQuery(status, null, null, 200), Cancel)).Value!.Items;
}

/// <summary>A time that only the test moves; timers are those of the system.</summary>
internal sealed class SteppedTime : TimeProvider, IWebhookClock
{
    private DateTimeOffset _now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => _now;

    public override long GetTimestamp() => _now.Ticks;

    public ValueTask<DateTimeOffset> Now(CancellationToken cancellationToken) => ValueTask.FromResult(_now);

    public void Advance(TimeSpan by) => _now += by;
}
