using AfterSales.LoadTests.CommandsBench;
using AfterSales.LoadTests.Reference.Rules;
using AfterSales.LoadTests.Reference.Store;
using AfterSales.LoadTests.Running;
using AfterSales.Tickets;
using Npgsql;

namespace AfterSales.Tests.LoadTests;

/// <summary>A reference that did less than the product would flatter the product: its guards and its replays are tested too.</summary>
public sealed class ReferenceStoreTests : IAsyncLifetime
{
    private const string Variable = "AFTERSALES_TEST_DB";
    private static readonly DateTimeOffset Now = DateTimeOffset.UtcNow;
    private readonly BenchCases _cases = new("t");
    private BenchDatabase? _database;
    private NpgsqlDataSource? _pool;

    private ReferenceStore Store => new(_pool!);

    public async ValueTask InitializeAsync()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } server)
        {
            _database = await BenchDatabase.Create("test", server);
            _pool = _database.Open(2);
            await ReferenceSchema.Create(_pool);
            await new ReferenceOrders(_pool).Import(_cases.OrderOf(0), _cases.Order(0, Now));
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_database is not null)
        {
            await _pool!.DisposeAsync();
            await _database.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_case_goes_through_to_its_refund_and_frees_its_line()
    {
        SkipWithoutServer();
        var id = await OpenAndComplete(piece: 0, Fresh());

        var row = await new ReferenceQueries(_pool!).Find(id);

        Assert.Equal((TicketStep.Completed, 5, 1251L), (row!.Step, row.Version, row.Refunded));
        Assert.Equal("open_ticket= refunded=1251 quantity=1 tickets=1", await Line("L1"));
        Assert.Equal(5, (await new ReferenceQueries(_pool!).History(id, 0, 50)).Count);
    }

    [Fact]
    public async Task A_replay_gets_the_first_answer_though_the_case_went_on()
    {
        SkipWithoutServer();
        var opening = Fresh();
        var id = await OpenAndComplete(piece: 0, opening);

        var again = await Store.Open(Opening(id, 0), opening);

        Assert.True(again.Replayed);
        Assert.Equal((TicketStep.UnderReview, 1, null), (again.Ticket.Step, again.Ticket.Version, again.Ticket.Refunded));
    }

    [Fact]
    public async Task The_same_key_with_another_body_is_refused()
    {
        SkipWithoutServer();
        var first = Fresh();
        await Store.Open(Opening(Guid.NewGuid(), 0), first);

        await Refused(FailureCodes.IdempotencyKeyReused, () => Store.Open(Opening(Guid.NewGuid(), 0), first with { Body = Guid.NewGuid() }));
    }

    [Fact]
    public async Task A_second_case_on_a_held_line_is_refused_and_leaves_no_trace()
    {
        SkipWithoutServer();
        await Store.Open(Opening(Guid.NewGuid(), 0), Fresh());
        var refused = Fresh();

        await Refused(FailureCodes.LineHasOpenCase, () => Store.Open(Opening(Guid.NewGuid(), 0), refused));
        await Refused(FailureCodes.LineHasOpenCase, () => Store.Open(Opening(Guid.NewGuid(), 0), refused with { Body = Guid.NewGuid() }));
    }

    [Fact]
    public async Task More_pieces_than_are_left_and_unknown_lines_and_orders_are_refused()
    {
        SkipWithoutServer();
        await Refused(FailureCodes.QuantityExceeded, () => OpenLine(_cases.OrderOf(0), "L1", 4));
        await Refused(FailureCodes.UnknownLine, () => OpenLine(_cases.OrderOf(0), "L0", 1));
        await Refused(FailureCodes.UnknownOrder, () => OpenLine("nobody", "L1", 1));
    }

    [Fact]
    public async Task An_action_out_of_turn_is_refused()
    {
        SkipWithoutServer();
        var id = Guid.NewGuid();
        await Store.Open(Opening(id, 0), Fresh());
        var ship = ReferenceRules.Act(id, new ShipReturn("Royal Mail", "1"), _cases.Customer(0));

        await Refused(FailureCodes.ActionNotPossible, () => Store.Act(ship, Fresh()));
    }

    private static void SkipWithoutServer() =>
        Assert.SkipWhen(Environment.GetEnvironmentVariable(Variable) is null, $"{Variable} names no PostgreSQL server.");

    private static ReferenceCaller Fresh() => new(Guid.NewGuid(), Guid.NewGuid(), "tester");

    private static async Task Refused(string code, Func<Task<ReferenceAnswer>> call) =>
        Assert.Equal(code, (await Assert.ThrowsAsync<ReferenceRefusedException>(call)).Code);

    private ReferenceOpen Opening(Guid id, int piece) => ReferenceRules.Open(id, _cases.Open(piece), _cases.Customer(piece));

    private Task<ReferenceAnswer> OpenLine(string order, string line, int quantity)
    {
        var command = _cases.Open(0) with { OrderId = order, Lines = [new LineQuantity(line, quantity)] };
        return Store.Open(ReferenceRules.Open(Guid.NewGuid(), command, _cases.Customer(0)), Fresh());
    }

    private async Task<Guid> OpenAndComplete(int piece, ReferenceCaller opening)
    {
        var id = Guid.NewGuid();
        var answer = await Store.Open(Opening(id, piece), opening);
        foreach (var (command, caller) in _cases.Actions(piece, () => new Money(answer.Ticket.Approved!.Value, "GBP")))
        {
            answer = await Store.Act(ReferenceRules.Act(id, command, caller), Fresh());
        }

        return id;
    }

    private async Task<string> Line(string line)
    {
        await using var command = _pool!.CreateCommand(
            "select format('open_ticket=%s refunded=%s quantity=%s tickets=%s', open_ticket, refunded, refunded_quantity, tickets) from order_line where line_id = $1");
        command.Parameters.AddWithValue(line);
        return (string)(await command.ExecuteScalarAsync())!;
    }
}
