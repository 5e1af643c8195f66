using System.Text.Json;
using AfterSales.LoadTests.Audit;
using AfterSales.LoadTests.Audit.Folding;

namespace AfterSales.Tests.LoadTests.Audit.Folding;

/// <summary>What the auditor's own folds say of rows that do not follow from the rows before. Event texts are those of the golden files.</summary>
public sealed class FolderTests
{
    private const string Ticket = "0198c0de-0000-8000-8000-000000000001";
    private const string Other = "0198c0de-0000-8000-8000-000000000002";
    private const string Deadline = """{"t":"deadline-set.v1","rule":"r","party":"Customer","at":"2026-03-09T08:00:00+00:00","effect":"Close","policyVersion":1,"by":"System"}""";
    private const string Expired = """{"t":"deadline-expired.v1","rule":"r","party":"Customer","effect":"Close","due":"2026-03-09T08:00:00+00:00","by":"System"}""";
    private const string Breached = """{"t":"sla-breached.v1","clock":"resolution","type":"SLA","due":"2026-03-03T08:00:00+00:00","actions":[],"by":"System"}""";
    private const string Activated = """{"t":"sla-activated.v1","policy":3,"clocks":[{"clock":"resolution","target":900}],"by":"System"}""";
    private const string Refunded = """{"t":"refunded.v1","amount":{"amount":1999,"currency":"CNY"},"paymentReference":"pay-1","to":"Completed","by":"Finance"}""";
    private const string Profile = """{"t":"profile-set.v1","agentId":"a-1","profile":{"capacity":30}}""";
    private const string Import = """{"t":"imported.v1","orderId":"o-1","version":1,"lines":[{"id":"1","quantity":2}]}""";

    private static readonly DateTime Late = new(2026, 3, 9, 9, 0, 0, DateTimeKind.Utc);

    private readonly AuditLedger _ledger = new();
    private readonly LogState _state = new();

    [Fact]
    public void A_deadline_that_decides_once_is_well() => Case([], $"[{Deadline}]", $"[{Expired}]");

    [Fact]
    public void A_deadline_that_decides_twice_is_doubled() => Case([AuditKinds.Doubled], $"[{Deadline}]", $"[{Expired}]", $"[{Expired}]");

    [Fact]
    public void A_deadline_that_was_put_off_does_not_decide_at_its_old_time() => Case(
        [AuditKinds.Different],
        $"[{Deadline}]",
        """[{"t":"deadline-extended.v1","extension":"0198c5a2-0000-8000-8000-000000000007","extra":"2.00:00:00","at":"2026-03-11T08:00:00+00:00","by":"System"}]""",
        $"[{Expired}]");

    [Fact]
    public void A_deadline_ends_with_its_step() => Case([AuditKinds.Doubled], $"[{Deadline}]", """[{"t":"cancelled.v1","to":"Cancelled","by":"Customer"}]""", $"[{Expired}]");

    [Fact]
    public void A_promise_is_broken_once_while_it_runs() => Case([AuditKinds.Doubled], $"[{Activated}]", $"[{Breached}]", $"[{Breached}]");

    [Fact]
    public void A_promise_that_was_made_anew_may_be_broken_anew() => Case([], $"[{Activated}]", $"[{Breached}]", $"[{Activated}]", $"[{Breached}]");

    [Fact]
    public void A_payment_that_is_recorded_twice_is_doubled() => Case([AuditKinds.Doubled], $"[{Refunded}]", $"[{Refunded}]");

    [Fact]
    public void An_agent_is_granted_no_more_than_he_has() => Agent([AuditKinds.OverCapacity], $"[{Profile}]", $"[{Reserved(Ticket)}]", $"[{Reserved(Other)}]");

    [Fact]
    public void Work_that_rests_costs_nothing() => Agent(
        [], $"[{Profile}]", $"[{Reserved(Ticket)}]", $$"""[{"t":"work-changed.v1","ticketId":"{{Ticket}}","assignmentId":"{{Ticket}}","version":7,"active":false,"units":20}]""", $"[{Reserved(Other)}]");

    [Fact]
    public void Work_that_ends_twice_is_doubled() => Agent([AuditKinds.Doubled], $"[{Profile}]", $"[{Reserved(Ticket)}]", $"[{Ended(Ticket)}]", $"[{Ended(Ticket)}]");

    [Fact]
    public void A_line_belongs_to_one_open_case() => Order([AuditKinds.OverCapacity], $"[{Import}]", $"[{Claimed(Ticket, 1)}]", $"[{Claimed(Other, 1)}]");

    [Fact]
    public void A_line_gives_no_more_than_was_bought() => Order([AuditKinds.OverCapacity], $"[{Import}]", $"[{Claimed(Ticket, 3)}]");

    [Fact]
    public void An_order_that_is_imported_twice_is_doubled() => Order([AuditKinds.Doubled], $"[{Import}]", $"[{Import}]");

    private static string Reserved(string ticket) =>
        $$"""{"t":"work-reserved.v1","ticketId":"{{ticket}}","assignmentId":"{{ticket}}","round":4,"queue":"general","department":"service","units":20,"mode":"Auto"}""";

    private static string Ended(string ticket) => $$"""{"t":"work-ended.v1","ticketId":"{{ticket}}","assignmentId":"{{ticket}}","version":8}""";

    private static string Claimed(string ticket, int pieces) => $$"""{"t":"claimed.v1","ticketId":"{{ticket}}","lines":[{"lineId":"1","quantity":{{pieces}}}]}""";

    private void Case(string[] kinds, params string[] rows) => Fold(new CaseFolder(_ledger, _state), kinds, rows);

    private void Agent(string[] kinds, params string[] rows) => Fold(new AgentFolder(_ledger, _state), kinds, rows);

    private void Order(string[] kinds, params string[] rows) => Fold(new OrderFolder(_ledger, _state), kinds, rows);

    private void Fold(StreamFolder folder, string[] kinds, string[] rows)
    {
        var stream = Guid.NewGuid();
        foreach (var (index, row) in rows.Index())
        {
            using var events = JsonDocument.Parse(row);
            folder.Fold(new LogEntry(1, stream, index + 1, 1, index, Late, "x", Guid.NewGuid(), events.RootElement, null, null));
        }

        Assert.Equal(kinds, _ledger.Verdict().Faults.Where(fault => fault.Value > 0).Select(fault => fault.Key));
    }
}
