using System.Collections.Immutable;
using AfterSales.Archive;
using AfterSales.Log;
using AfterSales.ReadModel;
using AfterSales.Streams;
using AfterSales.Tests.Storage.Fixtures;
using AfterSales.Tests.Storage.ReadModel;
using AfterSales.Tickets;
using AfterSales.Time;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using NSubstitute;
using Xunit;
using Rows = AfterSales.Tests.Storage.ReadModel.Rows;

namespace AfterSales.Tests.Storage.Archive;

/// <summary>A log with cases that were closed in 2025, a read model that knows them, and a job in the year 2030.</summary>
public abstract class ArchiveTest : ReadModelTest
{
    private protected static readonly DateTimeOffset Before = new(2027, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private protected PostgresLog Store { get; private set; } = null!;

    private protected ReadModelProcess Process { get; private set; } = null!;

    private protected IEventLog Log => Store.Log;

    private protected CaseArchive Archive => Process.Get<CaseArchive>();

    private protected override Task Prepare()
    {
        Store = new PostgresLog(Database.ConnectionString);
        Process = StartProcess();
        return Task.CompletedTask;
    }

    private protected override async Task CleanUp()
    {
        await Process.DisposeAsync();
        await Store.DisposeAsync();
    }

    private protected ReadModelProcess StartProcess(Action<RetentionOptions>? configure = null, DateTimeOffset? now = null)
    {
        var clock = Substitute.For<IBusinessClock>();
        clock.Now.Returns(now ?? new DateTimeOffset(2030, 1, 1, 3, 0, 0, TimeSpan.Zero));
        return new ReadModelProcess(Database.ConnectionString, also: services =>
        {
            services.AddSingleton(TimeProvider.System);
            services.AddSingleton(clock);
            services.AddArchive(new ConfigurationBuilder().Build());
            services.Configure<RetentionOptions>(options =>
            {
                options.ArchivePauseMilliseconds = 0;
                configure?.Invoke(options);
            });
        });
    }

    /// <summary>A case of real events with free texts, followed by everybody.</summary>
    private protected async Task<Guid> GivenClosed(int n, int rows = 5, Func<TicketRow, TicketRow>? with = null)
    {
        var id = Rows.Id(n);
        for (var seq = 1; seq <= rows; seq++)
        {
            Assert.Equal(AppendStatus.Committed, await Log.Append(Row(id, seq)));
        }

        var row = Rows.Ticket(id, rows).Settled();
        await Process.Get<IRowWriter<TicketRow>>().Write([with?.Invoke(row) ?? row], Cancel);
        await Follow();
        return id;
    }

    /// <summary>Written in 2025, whatever the machine's clock says.</summary>
    private protected static LogRow Row(Guid id, int seq)
    {
        var (data, personal) = TicketCodec.Instance.Encode([seq == 1 ? Opening(id) : new Replied { By = Roles.Agent, Personal = new PersonalText { Text = $"Row {seq} of 退款." } }]);
        return new LogRow(StreamKind.Ticket, id, seq, Rows.Day.AddMinutes(seq), "agent-17", Guid.NewGuid(), "4bf92f3577b34da6a3ce929d0e0e4736", data, personal);
    }

    /// <summary>Every follower has passed all of the log.</summary>
    private protected Task Follow() => Database.Execute(
        """
        insert into follower_cursor (name, tx, position)
        select n, e.tx, e.position from unnest(array['projection', 'notifications', 'webhooks']) n,
            (select tx, position from event_log order by tx desc, position desc limit 1) e
        on conflict (name) do update set tx = excluded.tx, position = excluded.position
        """);

    private protected Task<(long Cases, long Rows)> Empty(params Guid[] tickets) => Archive.Empty(tickets, Before, Cancel);

    private protected Task<long> Archived(Guid ticket) => Database.Ask<long>($"select count(*) from event_log_archive where stream_id = '{ticket}'");

    private protected static async Task<List<LogRow>> Load(IEventLog log, Guid ticket) => [.. (await log.Load(ticket, 0)).Rows];

    private protected static void AssertSame(IReadOnlyList<LogRow> expected, IReadOnlyList<LogRow> actual)
    {
        Assert.Equal(expected.Count, actual.Count);
        foreach (var (one, other) in expected.Zip(actual))
        {
            Fixtures.Rows.AssertSame(one, other);
        }
    }

    private static Opened Opening(Guid id) => new()
    {
        Id = id,
        Kind = TicketKind.Complaint,
        CustomerId = "c-1",
        Category = TicketCategory.Quality,
        CategoryRule = "customer",
        Channel = Channel.Web,
        Priority = TicketPriority.P3,
        TriageRule = "default",
        TriagePolicy = 1,
        To = TicketStep.UnderReview,
        By = Roles.Customer,
        Personal = new PersonalText { Text = "Broken." },
    };
}
