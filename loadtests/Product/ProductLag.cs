using Npgsql;

namespace AfterSales.LoadTests.Product;

/// <summary>
/// Whether everything derived has caught up: lists show every settled case, and the follower of the log has told orders and customers. Only then
/// has the product done what a transaction per command does at once.
/// </summary>
internal static class ProductLag
{
    /// <summary>$1: settled cases there must be. One boolean.</summary>
    public const string CaughtUp = """
        select coalesce((
            select (f.tx, f.position) >= (last.tx, last.position)
            from follower_cursor f,
                 (select tx, position from event_log where stream_kind = 1 order by tx desc, position desc limit 1) last
            where f.name = 'projection'), false)
           and (select count(*) from ticket_view where settled) >= $1
        """;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan AskAgainAfter = TimeSpan.FromMilliseconds(50);

    /// <summary>Asks until the statement says yes. Throws when it never does.</summary>
    public static async Task Wait(NpgsqlDataSource database, string caughtUp, long settled)
    {
        using var deadline = new CancellationTokenSource(Patience);
        await using var ask = database.CreateCommand(caughtUp);
        ask.Parameters.Add(new NpgsqlParameter<long> { TypedValue = settled });
        while (!(bool)(await ask.ExecuteScalarAsync(deadline.Token))!)
        {
            await Task.Delay(AskAgainAfter, deadline.Token);
        }
    }
}
