using AfterSales.LoadTests.Systems.Postgres;
using Npgsql;

namespace AfterSales.Tests.LoadTests.Systems;

public sealed class PrivateServerTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task A_crash_keeps_what_was_committed_loses_what_was_not_and_comes_back_with_the_same_options()
    {
        await using var server = await OwnServer.Start();
        await Execute(server, "create table kept (n int); insert into kept values (1)");
        await using var open = await Connect(server);
        await using var begun = new NpgsqlCommand("begin; insert into kept values (2)", open);
        await begun.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        var before = server.Control.Postmaster;

        await server.Control.Restart();

        Assert.NotNull(server.Control.Postmaster);
        Assert.NotEqual(before, server.Control.Postmaster);
        Assert.Equal(1L, await Ask(server, "select sum(n) from kept"));
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => Broken(open));
    }

    [Fact]
    public async Task A_paused_server_holds_its_connections_and_answers_when_it_goes_on()
    {
        await using var server = await OwnServer.Start();
        await using var open = await Connect(server);
        server.Control.Pause();

        await using var command = new NpgsqlCommand("select 42::bigint", open);
        var answer = command.ExecuteScalarAsync(TestContext.Current.CancellationToken);
        var first = await Task.WhenAny(answer, Task.Delay(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken));
        Assert.NotSame(answer, first);

        server.Control.Continue();
        Assert.Equal(42L, await answer.WaitAsync(Patience, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Cutting_ends_everyone_once_and_writers_whenever_they_are_caught()
    {
        await using var server = await OwnServer.Start();
        await Execute(server, "create table written (n int)");
        await using var idle = await Connect(server);
        using var stop = new CancellationTokenSource();
        var writing = WriteOverAndOver(server, stop.Token);

        var (all, caught) = await new ServerConnections(server.ConnectionString).CutFor(TimeSpan.FromSeconds(2), TestContext.Current.CancellationToken);
        await stop.CancelAsync();
        await writing;

        Assert.InRange(caught, 1, all - 1);
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => Broken(idle));
    }

    [Fact]
    public async Task The_postmaster_of_a_connection_is_found()
    {
        await using var server = await OwnServer.Start();

        Assert.Equal(server.Control.Postmaster, await new ServerConnections(server.ConnectionString).Postmaster());
    }

    private static async Task Broken(NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand("select 1", connection);
        await command.ExecuteScalarAsync();
    }

    private static async Task WriteOverAndOver(OwnServer server, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                // Holds its transaction id for a moment, as a commit does on a slow disk.
                await Execute(server, "insert into written values (1); select pg_sleep(0.05)");
            }
            catch (NpgsqlException)
            {
                // Caught.
            }
        }
    }

    private static async Task<NpgsqlConnection> Connect(OwnServer server)
    {
        var connection = new NpgsqlConnection(server.ConnectionString);
        await connection.OpenAsync();
        return connection;
    }

    private static async Task Execute(OwnServer server, string sql)
    {
        await using var connection = await Connect(server);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<object?> Ask(OwnServer server, string sql)
    {
        await using var connection = await Connect(server);
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }
}
