using System.Collections.Immutable;
using AfterSales.Storage;
using AfterSales.Tests.Storage.Fixtures;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Xunit;

namespace AfterSales.Tests.Storage.Storage;

public sealed class MigratorTests(EmptyDatabase database) : IClassFixture<EmptyDatabase>, IAsyncLifetime
{
    public async ValueTask InitializeAsync()
    {
        if (PostgresServer.IsGiven)
        {
            await database.Execute("drop schema public cascade; create schema public");
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task An_empty_database_gets_every_step_once()
    {
        var migrator = Create(Migration.All);
        Assert.False(await migrator.IsUpToDate(CancellationToken.None));

        await migrator.Apply(CancellationToken.None);
        await migrator.Apply(CancellationToken.None);

        Assert.True(await migrator.IsUpToDate(CancellationToken.None));
        Assert.Equal(Migration.All.Length, await database.Scalar<long>("select count(*) from schema_migration"));
    }

    [Fact]
    public async Task Every_step_may_be_carried_out_again()
    {
        await Create(Migration.All).Apply(CancellationToken.None);
        await database.Execute("delete from schema_migration");

        await Create(Migration.All).Apply(CancellationToken.None);

        Assert.Equal(Migration.All.Length, await database.Scalar<long>("select count(*) from schema_migration"));
    }

    [Fact]
    public async Task Silos_that_start_together_apply_each_step_once()
    {
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Create(Migration.All).Apply(CancellationToken.None)));

        Assert.Equal(Migration.All.Length, await database.Scalar<long>("select count(*) from schema_migration"));
    }

    [Fact]
    public async Task A_step_changed_after_it_was_applied_is_refused_in_one_line()
    {
        await Create([new Migration(1, "0001_first", "create table first (id int)")]).Apply(CancellationToken.None);

        var refused = await Assert.ThrowsAsync<StorageRefusedException>(
            () => Create([new Migration(1, "0001_first", "create table first (id bigint)")]).Apply(CancellationToken.None));

        Assert.Contains("0001_first", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refused.Message);
    }

    [Fact]
    public async Task Steps_of_a_newer_build_are_left_alone()
    {
        await Create([new Migration(1, "0001_first", "select 1"), new Migration(2, "0002_newer", "select 1")]).Apply(CancellationToken.None);

        var older = Create([new Migration(1, "0001_first", "select 1")]);
        await older.Apply(CancellationToken.None);

        Assert.True(await older.IsUpToDate(CancellationToken.None));
        Assert.Equal(2, await database.Scalar<long>("select count(*) from schema_migration"));
    }

    [Fact]
    public async Task A_step_that_fails_leaves_nothing_behind_and_can_be_tried_again()
    {
        var broken = Create([new Migration(1, "0001_first", "create table first (id int); select 1 / 0")]);
        await Assert.ThrowsAsync<PostgresException>(() => broken.Apply(CancellationToken.None));
        Assert.Equal(0, await database.Scalar<long>("select count(*) from schema_migration"));

        await Create([new Migration(1, "0001_first", "create table first (id int)")]).Apply(CancellationToken.None);

        Assert.Equal(1, await database.Scalar<long>("select count(*) from schema_migration"));
    }

    [Fact]
    public async Task An_index_is_built_beside_the_others_writes_and_anew_after_a_start_that_was_killed()
    {
        await Create([new Migration(1, "0001_first", "create table first (id int); insert into first values (1), (1)")]).Apply(CancellationToken.None);
        await Assert.ThrowsAsync<PostgresException>(() => database.Execute("create unique index concurrently first_id on first (id)"));
        const string IsValid = "select count(*) from pg_index where indexrelid = 'first_id'::regclass and indisvalid";
        Assert.Equal(0, await database.Scalar<long>(IsValid));
        const string Index = """
            -- without-transaction
            drop index concurrently if exists first_id;
            create index concurrently first_id on first (id);

            """;
        var steps = Create([new Migration(1, "0001_first", ""), new Migration(2, "0002_index", Index)]);
        await database.Execute($"update schema_migration set checksum = '{new Migration(1, "0001_first", "").Checksum}'");
        // Silos that wait for their turn must not be what the index waits for.
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => steps.Apply(CancellationToken.None)));
        Assert.Equal(1, await database.Scalar<long>(IsValid));
        Assert.True(await steps.IsUpToDate(CancellationToken.None));
    }

    [Fact]
    public async Task A_table_in_use_is_changed_as_soon_as_it_is_free()
    {
        await database.Execute("create table first (id int)");
        await using var user = await database.Source.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await using var use = await user.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await using (var read = new NpgsqlCommand("select count(*) from first", user))
        {
            await read.ExecuteScalarAsync(TestContext.Current.CancellationToken);
        }

        var logger = new WaitingLogger();
        var applied = new Migrator(database.Source, [new Migration(1, "0001_wider", "alter table first add column name text")], logger)
            .Apply(TestContext.Current.CancellationToken);
        await logger.Waits.Task.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        Assert.Equal(0, await database.Scalar<long>("select count(*) from first"));
        await use.CommitAsync(TestContext.Current.CancellationToken);
        await applied;
        Assert.Equal(0, await database.Scalar<long>("select count(name) from first"));
    }

    [Fact]
    public void Steps_are_numbered_once_and_in_order()
    {
        Assert.Equal([1, 2, 3, 4], Migration.All.Select(step => step.Version).Take(4));
        Assert.Equal(Migration.All.Length, Migration.All.Select(step => step.Version).Distinct().Count());
        Assert.All(Migration.All, step => Assert.StartsWith($"{step.Version:0000}_", step.Name, StringComparison.Ordinal));
    }

    [Fact]
    public void Line_ends_do_not_change_a_checksum() =>
        Assert.Equal(new Migration(1, "a", "select\n1").Checksum, new Migration(1, "a", "select\r\n1").Checksum);

    private sealed class WaitingLogger : ILogger<Migrator>
    {
        public TaskCompletionSource Waits { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (eventId.Id == 1051)
            {
                Waits.TrySetResult();
            }
        }
    }

    private Migrator Create(ImmutableArray<Migration> steps) => new(database.Source, steps, NullLogger<Migrator>.Instance);
}
