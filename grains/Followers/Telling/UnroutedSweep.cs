using AfterSales.ReadModel;
using Npgsql;

namespace AfterSales.Followers;

/// <summary>
/// Asks cases that nobody routed to route themselves, until they did: while an older silo still runs, a case that is active there does not know how.
/// In every silo; a case that is in a queue ignores it. A bounded number at a time, going round by id.
/// </summary>
internal sealed class UnroutedSweep(ReadModelDb db, RoutingTeller routing, TellingRound round)
{
    private const int MaxCases = 1_000;

    private Guid _after = Guid.Empty;

    public async Task Run(CancellationToken cancellationToken)
    {
        var cases = await Read(cancellationToken);
        _after = cases.Count < MaxCases ? Guid.Empty : cases[^1];
        await round.Run([.. routing.Reroutes(cases)], faults: null, cancellationToken);
    }

    private async Task<List<Guid>> Read(CancellationToken cancellationToken)
    {
        await using var command = db.Command("select id from ticket_view where unrouted and id > $1 order by id limit $2");
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = _after });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = MaxCases });
        var cases = new List<Guid>();
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        while (await row.ReadAsync(cancellationToken))
        {
            cases.Add(row.GetGuid(0));
        }

        return cases;
    }
}
