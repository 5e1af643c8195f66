using AfterSales.Deadlines;
using AfterSales.Tickets;
using Xunit;

namespace AfterSales.Tests.Domain.Tickets;

public sealed class DeadlineViewTests
{
    private readonly Case _waiting = Reach.Step(TicketKind.ReturnRefund, TicketStep.AwaitingReturn);

    [Fact]
    public void Everybody_sees_what_happens_if_nobody_acts_and_staff_why()
    {
        var at = _waiting.Now.AddDays(7);
        Assert.Equal(new DeadlineView(DeadlineParty.Customer, at, DeadlineEffect.Close, "自动关闭", null, null, null), _waiting.View(People.Customer, "zh-CN").Deadline);
        Assert.Equal(
            new DeadlineView(DeadlineParty.Customer, at, DeadlineEffect.Close, "Closed automatically", "customer-return", 1, null),
            _waiting.View(People.Warehouse).Deadline);
    }

    [Fact]
    public void The_graph_shows_it_and_where_silence_leads()
    {
        var graph = TicketViews.Graph(_waiting.State, People.Customer, "en", _waiting.Now, _waiting.Policies);
        Assert.Equal(_waiting.View(People.Customer).Deadline, graph.Deadline);
        var silence = Assert.Single(graph.Next, next => next.Action == "expire");
        Assert.Equal(["system"], silence.Roles);
        Assert.Equal([TicketStep.Closed], silence.To);
        Assert.False(silence.Allowed);
        Assert.DoesNotContain("expire", graph.AllowedActions);
    }

    [Theory]
    [InlineData(TicketKind.RefundOnly, TicketStep.AwaitingRefund, DeadlineParty.Finance, DeadlineEffect.BreachAndEscalate)]
    [InlineData(TicketKind.ReturnRefund, TicketStep.ReturnInTransit, DeadlineParty.Carrier, DeadlineEffect.AskCarrier)]
    public void How_the_shop_escalates_is_the_staffs(TicketKind kind, TicketStep step, DeadlineParty party, DeadlineEffect effect)
    {
        var waiting = Reach.Step(kind, step);
        Assert.Equal((party, effect), (waiting.View(People.Agent).Deadline!.Party, waiting.View(People.Agent).Deadline!.Effect));
        var seen = waiting.View(People.Customer).Deadline!;
        Assert.Equal((party, DeadlineEffect.Escalate, TicketLabels.Of(DeadlineEffect.Escalate, "en")), (seen.Party, seen.Effect, seen.EffectLabel));

        var graph = TicketViews.Graph(waiting.State, People.Customer, "en", waiting.Now, waiting.Policies);
        Assert.Equal(seen, graph.Deadline);
        Assert.Equal([step], Assert.Single(graph.Next, next => next.Action == "expire").To);
    }

    [Fact]
    public void An_ended_case_awaits_nobody()
    {
        _waiting.Silent();
        Assert.Null(_waiting.View(People.Lead).Deadline);
        Assert.DoesNotContain(TicketViews.Graph(_waiting.State, People.Lead, "en", _waiting.Now, _waiting.Policies).Next, next => next.Action == "expire");
    }

    [Fact]
    public void What_silence_decided_is_everybodys_history_and_how_it_came_to_that_the_staffs()
    {
        _waiting.Silent();
        var closed = Assert.Single(Timeline.Of(_waiting, People.Customer), entry => entry.Type == "closed-by-silence");
        Assert.Equal(("system", TicketStep.Closed), (closed.By, closed.Step));
        Assert.DoesNotContain(Timeline.Of(_waiting, People.Customer), entry => entry.Type.StartsWith("deadline", StringComparison.Ordinal));
        var expired = Assert.Single(Timeline.Of(_waiting, People.Agent), entry => entry.Type == "deadline-expired");
        Assert.Equal(("customer-return", "Customer", "Close"), (expired.Details["rule"], expired.Details["party"], expired.Details["effect"]));
    }

    [Fact]
    public void The_read_model_is_told_what_an_extension_looks_for()
    {
        var row = TicketProjection.ToRow(Samples.TicketId, _waiting.State, _waiting.State.Version)!;
        Assert.Equal(("customer-return", _waiting.Now.AddDays(7)), (row.DeadlineRule, row.DeadlineAt));
        Assert.True(row.NextDue <= row.DeadlineAt);
    }
}
