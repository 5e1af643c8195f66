using AfterSales.Tickets;
using Xunit;

namespace AfterSales.Tests.Domain.Tickets;

public sealed class TimelineTests
{
    private static Case Told() => Case.Opened(TicketKind.ReturnRefund)
        .Do(new Note("Smells of smoke."), People.Agent)
        .Do(new SetPriority(TicketPriority.P1, "smoke"), People.Agent)
        .Do(new Reply("Please send it."), People.Agent)
        .Do(new Approve(Samples.Yuan(8_000), "Half is worn."), People.Lead)
        .Do(new AddTag("a"), People.Agent)
        .Do(new AddTag("a"), People.Agent);

    [Fact]
    public void Staff_sees_who_did_what()
    {
        var entries = Timeline.Of(Told(), People.Finance).Where(entry => !IsPromise(entry)).ToList();
        Assert.Equal(["opened", "queued", "noted", "priority-set", "replied", "assigned", "approved", "work-paused", "tag-added"], entries.Select(entry => entry.Type));
        Assert.Equal(["c-1", "system", "a-1", "a-1", "a-1", "a-1", "l-1", "system", "a-1"], entries.Select(entry => entry.By));
        Assert.Equal([false, true, true, true, false, true, false, true, true], entries.Select(entry => entry.Internal));
        Assert.Equal("Half is worn.", entries[6].Text);
        Assert.Equal((5, TicketStep.AwaitingReturn, "8000 CNY"), (entries[6].Version, entries[6].Step, entries[6].Details["amount"]));
    }

    [Fact]
    public void Customers_see_what_concerns_them_and_roles_only()
    {
        var entries = Timeline.Of(Told(), People.Customer);
        Assert.Equal(["opened", "replied", "approved"], entries.Select(entry => entry.Type));
        Assert.Equal(["customer", "agent", "lead"], entries.Select(entry => entry.By));
        Assert.Equal(["It leaks from below.", "Please send it.", null], entries.Select(entry => entry.Text));
        Assert.Equal("not as described", entries[0].Details["reason"]);
    }

    [Fact]
    public void What_is_said_among_colleagues_never_reaches_customers()
    {
        TicketEvent[] secret =
        [
            new Noted(), new WindowOverridden(), new RefundAttemptFailed(), new PrioritySet(TicketPriority.P1), new CategorySet(TicketCategory.Price),
            new TagAdded("t"), new TagRemoved("t"), new DuplicateLinked(Guid.Empty),
            .. RoutingSamples.All,
            .. EventSamples.All.Where(stored => stored is IPromiseEvent),
        ];
        var shown = EventSamples.All.Where(stored => !TimelineRenderer.Render(default, [stored], People.Customer).IsEmpty).Select(stored => stored.GetType());
        Assert.Empty(shown.Intersect(secret.Select(stored => stored.GetType())));
        Assert.Equal(30, shown.Count());
    }

    [Fact]
    public void Rows_that_only_keep_retries_right_are_nobodys_history() =>
        Assert.Empty(TimelineRenderer.Render(default, [new Unchanged(), new ReopenVoided(), new OpeningVoided(), new AssignmentVoided(Guid.Empty)], People.Lead));

    [Fact]
    public void An_automatic_decision_is_the_systems()
    {
        var decided = TimelineRenderer.Render(Told().Rows[0].Stamp, [EventSamples.All.OfType<AutoApproved>().Single()], People.Agent);
        Assert.Equal(("system", "no-reason-return"), (Assert.Single(decided).By, decided[0].Details["rule"]));
    }

    [Fact]
    public void Facts_of_goods_and_answers_are_told_by_name()
    {
        var asked = Reach.Step(TicketKind.Exchange, TicketStep.AwaitingInspection).Do(new ConfirmReceipt(Samples.Received(2, 1)), People.Warehouse);
        asked.Do(new RequestInfo("Which?"), People.Agent).Do(Commands.Of("provide-info", asked.State), People.Customer);
        var entries = Timeline.Of(asked, People.Customer);
        Assert.Equal("SF-1", entries.Single(entry => entry.Type == "return-shipped").Details["trackingNumber"]);
        Assert.Equal("received 2, damaged 1, resellable 1", entries.Single(entry => entry.Type == "receipt-confirmed").Details["line.1"]);
        Assert.Equal("the red one", entries[^1].Details["answers.which"]);
    }

    /// <summary>Clocks and deadlines tell of themselves in every other row; they have tests of their own.</summary>
    private static bool IsPromise(TimelineEntry entry) => TicketEventNames.All.Any(
        named => named.Key.IsAssignableTo(typeof(IPromiseEvent)) && named.Value.StartsWith($"{entry.Type}.v", StringComparison.Ordinal));
}
