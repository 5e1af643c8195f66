using AfterSales.Tickets;
using Xunit;

namespace AfterSales.Tests.Domain.Tickets;

public sealed class GraphTests
{
    public static TheoryData<TicketKind> Kinds => [.. Enum.GetValues<TicketKind>()];

    [Fact]
    public void Every_action_of_the_api_has_one_rule_and_a_place_in_the_graph()
    {
        Assert.Equal(TicketActions.Names.Order(), TicketRules.All.Select(rule => rule.Action).Order());
        Assert.Equal(TicketActions.Names.Order(), TransitionTable.Rows.Where(row => !row.BySilence).Select(row => row.Action).Distinct().Order());
        Assert.Equal(TicketActions.Names.Order(), CommandTable.Rows.Keys.Order());
    }

    [Fact]
    public void A_rule_decides_the_command_its_action_stands_for() =>
        Assert.All(TicketRules.All, rule => Assert.Equal(TicketActions.Find(rule.Action), rule.CommandType));

    [Theory]
    [MemberData(nameof(Kinds))]
    public void What_can_follow_stays_among_the_steps_of_the_kind(TicketKind kind)
    {
        foreach (var step in Reach.Steps(kind))
        {
            var reached = Reach.Step(kind, step);
            foreach (var row in TicketGraph.Possible(reached.State, reached.Context(Caller.System)))
            {
                var kinds = row.Action == "accept-offer" ? reached.State.Offer!.Kind : kind;
                Assert.Subset(TicketPaths.Steps(kinds).ToHashSet(), row.To(reached.State).ToHashSet());
            }
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void The_graph_shows_where_the_case_has_been_and_where_it_can_go(TicketKind kind)
    {
        var ended = Reach.Along(Case.Opened(kind), TicketStep.Completed);
        var graph = TicketViews.Graph(ended.State, People.Customer, "zh-CN", ended.Now, ended.Policies);
        Assert.Equal(TicketPaths.Path(kind), graph.Passed.Select(passed => passed.Step));
        Assert.Equal(TicketPaths.Path(kind), graph.Path);
        Assert.Equal("已完成", graph.Passed[^1].Label);
        Assert.Equal(graph.Passed.OrderBy(passed => passed.At), graph.Passed);
        Assert.Equal(["customer-message", "rate", "reopen"], graph.AllowedActions.Order());
        var reopen = Assert.Single(graph.Next, next => next.Action == "reopen");
        Assert.True(reopen.Allowed);
        Assert.Equal(["lead", "agent", "customer"], reopen.Roles);
        Assert.False(Assert.Single(graph.Next, next => next.Action == "note").Allowed);
    }
}
