using AfterSales.Agents;
using AfterSales.ReadModel;
using AfterSales.Routing;
using AfterSales.Tickets;

namespace AfterSales.Tests.Storage.ReadModel;

/// <summary>Rows on their way to a person, with every field set.</summary>
internal static class Routed
{
    public static TicketRow With(this TicketRow row, Func<RoutingFacts, RoutingFacts> with) => row with { Routing = with(row.Routing) };

    public static TicketRow WaitsIn(this TicketRow row, string queue) => row.With(facts => facts with
    {
        Waiting = new WaitingWork(
            queue, facts.Version, Departments.Service, TicketKind.Exchange, TicketPriority.P2, Rows.Day.AddHours(1), Rows.Day, Rows.Day.AddSeconds(1), 5,
            [new SkillLevel("lang:zh", 5)], "a-9"),
    });

    public static TicketRow AssignedTo(this TicketRow row, string agent, string queue = "general") => row.With(facts => facts with
    {
        Assigned = new AssignedWork(
            Rows.Id(900), agent, queue, Departments.Service, 20, Active: true, Acted: true, AssignmentMode.Claim, Rows.Day.AddSeconds(2), TicketKind.Repair,
            Rows.Day.AddSeconds(3)),
    });

    public static TicketRow Left(this TicketRow row, params LeftPlace[] places) => row.With(facts => facts with { Left = [.. places] });

    public static TicketRow Unrouted(this TicketRow row) => row.With(facts => facts with { Unrouted = true });

    public static AgentRow Agent(Guid stream, int version, Func<AgentStatus, AgentStatus>? with = null)
    {
        var status = new AgentStatus(
            $"a-{stream.ToByteArray()[15]}", version, Exists: true, Presence.Online, [Departments.Service], [new SkillLevel("lang:zh", 5)], 100, 25,
            HasOpenOffer: true, Rows.Day.AddMinutes(-5), Rows.Day.AddMinutes(1), Holds: true);
        return new AgentRow(stream, with?.Invoke(status) ?? status);
    }
}
