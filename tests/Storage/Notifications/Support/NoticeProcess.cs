using AfterSales.Log;
using AfterSales.Notifications;
using AfterSales.Policies;
using AfterSales.Tests.Storage.ReadModel;
using AfterSales.Tickets;
using AfterSales.Time;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace AfterSales.Tests.Storage.Notifications;

/// <summary>A silo as far as notifications are concerned: log, read model, follower, inbox, sender. Policy and business time are the test's.</summary>
internal sealed class NoticeProcess : IAsyncDisposable
{
    private readonly ReadModelDatabase _database;
    private readonly ReadModelProcess _process;

    public NoticeProcess(
        ReadModelDatabase database, int? smtpPort = null, Action<NotificationOptions>? limits = null, Action<IServiceCollection>? also = null,
        string? connection = null, (string Url, string Secret)? hook = null)
    {
        _database = database;
        var mail = new ConfigurationBuilder().AddInMemoryCollection(smtpPort is null ? [] : new Dictionary<string, string?>
        {
            ["Host"] = "127.0.0.1", ["Port"] = $"{smtpPort}", ["From"] = "售后 <aftersales@shop.example>", ["TimeoutSeconds"] = "2",
        }).Build();
        var webhook = new ConfigurationBuilder().AddInMemoryCollection(hook is null ? [] : new Dictionary<string, string?> { ["Url"] = hook.Value.Url, ["Secret"] = hook.Value.Secret }).Build();
        _process = new ReadModelProcess(connection ?? database.ConnectionString, also: services =>
        {
            services.AddSingleton<IPolicySource>(Policies);
            services.AddSingleton<IBusinessClock>(Clock);
            services.AddInbox();
            services.AddNotifications(new ConfigurationBuilder().Build(), mail, webhook);
            services.Configure<NotificationOptions>(options =>
            {
                options.PollMilliseconds = 10;
                options.RetryMilliseconds = 20;
                limits?.Invoke(options);
            });
            also?.Invoke(services);
        });
        _process.Projectors.Shape = (id, version) => Rows.Ticket(id, version, ticket => ticket with { Owner = "a-owner", Assignee = "a-now" });
    }

    public FixedPolicies Policies { get; } = new();

    public MovedClock Clock { get; } = new();

    public T Get<T>()
        where T : notnull => _process.Get<T>();

    public LogProjectors Projectors => _process.Projectors;

    public Task StartFollower() => _process.Start(_process.Follower(Get<NotificationConsumer>()));

    public Task Start(IHostedService service) => _process.Start(service);

    public ChannelSender Sender => _process.Get<IEnumerable<IHostedService>>().OfType<ChannelSender>().Single();

    public Task StartSender() => _process.Start(Sender);

    /// <summary>Appends one row of a case to the log and answers its mark.</summary>
    public async Task<LogMark> Append(Guid ticket, int seq, string actor, params TicketEvent[] events)
    {
        await using var command = _database.Source.CreateCommand(
            """
            insert into event_log (stream_kind, stream_id, seq, at, actor, command_id, trace_id, data, personal)
            values (1, $1, $2, $3, $4, gen_random_uuid(), null, $5, null)
            """);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = ticket });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = seq });
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = Clock.Now });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = actor });
        command.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = TicketCodec.Instance.Encode(events).Data, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Json });
        await command.ExecuteNonQueryAsync();
        return new LogMark(LogCursor.Start, StreamKind.Ticket, ticket, seq);
    }

    /// <summary>Appends a reply and makes its notifications at once; to customer c-1.</summary>
    public async Task GivenReply(int n, int seq = 1) =>
        await Get<NotificationConsumer>().Consume([await Append(Rows.Id(n), seq, "a-17", new Replied { By = Roles.Agent })], CancellationToken.None);

    public Task GivenContact(string email, Func<Contact, Contact>? with = null)
    {
        var contact = new Contact("c-1", RecipientSide.Customer) { Email = email, Language = "zh-CN", QuietFrom = "00:00", QuietTo = "00:00" };
        return Get<IContacts>().Put(with?.Invoke(contact) ?? contact, CancellationToken.None);
    }

    public ValueTask DisposeAsync() => _process.DisposeAsync();
}

internal sealed class FixedPolicies : IPolicySource
{
    public PolicySet Current { get; set; } = PolicySet.Default;

    public Task Refresh() => Task.CompletedTask;

    public void Use(NotificationPolicy policy) => Current = Current with { Notifications = new(Current.Notifications.Version + 1, policy) };
}

/// <summary>Business time that stands at noon in Shanghai until it is moved.</summary>
internal sealed class MovedClock : IBusinessClock
{
    public DateTimeOffset Now { get; set; } = new(2026, 3, 4, 4, 0, 0, TimeSpan.Zero);
}
