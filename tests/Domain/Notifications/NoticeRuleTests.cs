using System.Collections.Immutable;
using AfterSales.Deadlines;
using AfterSales.Notifications;
using AfterSales.Policies;
using AfterSales.Routing;
using AfterSales.Sla;
using AfterSales.Tickets;
using Xunit;

namespace AfterSales.Tests.Domain.Notifications;

/// <summary>Who is told of what by the built-in policy, and what no policy can change.</summary>
public sealed class NoticeRuleTests
{
    private static readonly Money Price = new(1_999, "CNY");
    private static readonly DateTimeOffset Due = Noticed.At.AddHours(1);

    public static TheoryData<string, string[]> Expected => new()
    {
        { "approved", ["approved c-1 inbox", "approved c-1 email"] },
        { "approved-return", ["approved-return c-1 inbox", "approved-return c-1 email"] },
        { "auto-approved", ["approved c-1 inbox", "approved c-1 email"] },
        { "rejected", ["rejected c-1 inbox", "rejected c-1 email"] },
        { "offer", ["offer-made c-1 inbox", "offer-made c-1 email"] },
        { "info", ["info-requested c-1 inbox", "info-requested c-1 email"] },
        { "reply", ["replied c-1 inbox", "replied c-1 email"] },
        { "refund", ["refunded c-1 inbox", "refunded c-1 email"] },
        { "silence", ["closed-by-silence c-1 inbox", "closed-by-silence c-1 email"] },
        { "given", ["assigned-by-person a-new inbox", "assigned-by-person a-new email"] },
        { "by-queue", [] },
        { "note", [] },
        { "warned-owner", ["sla-warned a-owner inbox"] },
        { "warned-lead", ["sla-warned role:lead inbox"] },
        { "warned-nobody", [] },
        { "breached", ["sla-breached role:lead inbox", "sla-breached role:lead email"] },
        { "ask-carrier", ["ask-carrier role:lead inbox", "ask-carrier role:lead email"] },
        { "escalated", ["escalated role:lead inbox", "escalated role:lead email"] },
        {
            "refund-failed",
            ["refund-failed role:lead inbox", "refund-failed role:lead email", "refund-failed role:finance inbox", "refund-failed role:finance email"]
        },
    };

    [Theory]
    [MemberData(nameof(Expected))]
    public void An_event_reaches_whom_it_concerns(string what, string[] told) => Assert.Equal(told, Noticed.Told(Noticed.Row("a-17", Event(what))));

    [Fact]
    public void Who_has_the_case_is_told_that_the_customer_wrote_and_its_owner_while_nobody_has_it()
    {
        var row = Noticed.Row(Noticed.Customer, new CustomerWrote(null) { By = Roles.Customer });
        Assert.Equal(["customer-wrote a-now inbox"], Noticed.Told(row));
        Assert.Equal(["customer-wrote a-owner inbox"], Noticed.Told(row, Noticed.Facts with { Assignee = null }));
        Assert.Empty(Noticed.Told(row, Noticed.Facts with { Assignee = null, Owner = null }));
    }

    [Fact]
    public void Nobody_is_told_of_what_he_did_himself()
    {
        Assert.Empty(Noticed.Told(Noticed.Row(Noticed.Customer, new Refunded(Price, "p-1") { By = Roles.Customer })));
        Assert.Empty(Noticed.Told(Noticed.Row("a-new", Noticed.Assigned("a-new", AssignmentMode.Transfer) with { By = Roles.Lead })));
        Assert.Empty(Noticed.Told(Noticed.Row(Noticed.Assignee, new CustomerWrote(Channel.Phone) { By = Roles.Agent })));
    }

    /// <summary>A command brings on record what time did: its caller did not do that.</summary>
    [Fact]
    public void What_time_or_the_system_did_in_his_row_he_is_told_of()
    {
        Assert.NotEmpty(Noticed.Told(Noticed.Row(Noticed.Customer, Event("auto-approved"))));
        Assert.Equal(["sla-warned a-owner inbox"], Noticed.Told(Noticed.Row(Noticed.Owner, Event("warned-owner"))));
    }

    [Fact]
    public void Who_was_told_of_the_cause_is_not_told_again_that_it_escalated()
    {
        var row = Noticed.Row("system", Event("breached"), new CaseEscalated("review"));
        Assert.Equal(["sla-breached role:lead inbox", "sla-breached role:lead email"], Noticed.Told(row));
        Assert.Equal(4, Noticed.Told(Noticed.Row("system", Event("breached"), new CaseEscalated("another"))).Length);
        // The cause told nobody: then the escalation does.
        Assert.Equal(["escalated role:lead inbox", "escalated role:lead email"], Noticed.Told(Noticed.Row("system", Event("warned-nobody"), new CaseEscalated("review"))));
    }

    [Fact]
    public void The_first_rule_that_reaches_somebody_is_the_only_one_for_that_event()
    {
        var policy = new NotificationPolicy
        {
            Rules =
            [
                new() { Event = "replied", To = [NotificationAudience.Customer], Channels = ["inbox"], Template = "rejected" },
                new() { Event = "replied", To = [NotificationAudience.Customer, NotificationAudience.Lead] },
            ],
        };
        var drafts = Noticed.Decide(Noticed.Row("a-17", Event("reply"), Event("reply")), policy: policy);
        Assert.Equal(["c-1 inbox rejected", "c-1 email replied", "role:lead inbox replied", "role:lead email replied"], drafts.Take(4).Select(draft => $"{draft.Recipient.Name} {draft.Channel} {draft.Template}"));
        Assert.Equal(8, drafts.Length);
        Assert.Equal(8, drafts.Select(draft => draft.Id).Distinct().Count());
    }

    [Fact]
    public void The_same_row_makes_the_same_ids_and_no_other_row_does()
    {
        Assert.Equal(Noticed.Decide(Noticed.Row("a-17", Event("reply"))).Select(draft => draft.Id), Noticed.Decide(Noticed.Row("a-17", Event("reply"))).Select(draft => draft.Id));
        var other = Noticed.Row("a-17", Event("reply")) with { Seq = 4 };
        Assert.Empty(Noticed.Decide(other).Select(draft => draft.Id).Intersect(Noticed.Decide(Noticed.Row("a-17", Event("reply"))).Select(draft => draft.Id)));
        // Stored ids: changing how they are made would tell everybody everything again.
        Assert.Equal(new Guid("07294e78-bd09-8e60-866b-9bb4373b55b3"), NoticeIds.Of(Noticed.Ticket, 3, 0, new Recipient("c-1", RecipientSide.Customer), "inbox"));
    }

    [Fact]
    public void The_highest_priority_and_a_broken_promise_are_urgent()
    {
        Assert.All(Noticed.Decide(Noticed.Row("a-17", Event("reply"))), draft => Assert.False(draft.Urgent));
        Assert.All(Noticed.Decide(Noticed.Row("a-17", Event("reply")), Noticed.Facts with { Priority = TicketPriority.P1 }), draft => Assert.True(draft.Urgent));
        Assert.All(Noticed.Decide(Noticed.Row("system", Event("breached"))), draft => Assert.True(draft.Urgent));
    }

    [Fact]
    public void The_technical_contact_of_the_products_is_told_of_a_quality_problem()
    {
        var policy = new NotificationPolicy { TechnicalContacts = ImmutableDictionary<string, string>.Empty.Add("kitchen", "q-7").Add("toys", "q-8") };
        var facts = Noticed.Facts with { ProductCategories = ["kitchen", "garden"] };
        string[] told = ["quality-reported q-7 inbox", "quality-reported q-7 email"];
        Assert.Equal(told, Noticed.Told(Noticed.Row(Noticed.Customer, Noticed.Opened(TicketCategory.Quality)), facts, policy));
        Assert.Equal(told, Noticed.Told(Noticed.Row("a-17", new CategorySet(TicketCategory.Quality) { By = Roles.Agent }), facts, policy));
        Assert.Empty(Noticed.Told(Noticed.Row(Noticed.Customer, Noticed.Opened(TicketCategory.Price)), facts, policy));
        Assert.True(NoticeRules.AsksForProducts(Noticed.Row(Noticed.Customer, Noticed.Opened(TicketCategory.Quality)), policy));
        Assert.False(NoticeRules.AsksForProducts(Noticed.Row(Noticed.Customer, Noticed.Opened(TicketCategory.Quality)), new NotificationPolicy()));
    }

    /// <summary>Symptom: a customer who is called like the leads' inbox could be written to as the leads are, or read what they read.</summary>
    [Fact]
    public void A_customer_called_like_the_inbox_of_a_role_gets_nothing_and_reads_nothing_of_it()
    {
        Assert.Empty(Noticed.Told(Noticed.Row("a-17", Event("reply")), Noticed.Facts with { CustomerId = "role:lead" }));
        Assert.Empty(Recipients.Of(new Caller("i", "role:lead", Roles.Customer)));
        Assert.Equal(
            [new("a-1", RecipientSide.Staff), new("role:agent", RecipientSide.Staff), new("role:lead", RecipientSide.Staff)],
            Recipients.Of(new Caller("i", "a-1", Roles.Agent | Roles.Lead)));
        Assert.Equal([new("c-1", RecipientSide.Customer)], Recipients.Of(new Caller("i", "c-1", Roles.Customer)));
    }

    /// <summary>Symptom: a customer and an agent with the same subject read each other's inbox, and one was not told since the other had done it.</summary>
    [Fact]
    public void A_customer_and_an_agent_of_the_same_subject_are_two()
    {
        var facts = Noticed.Facts with { CustomerId = "x-1", Owner = "x-1", Assignee = "x-1" };
        var told = Noticed.Decide(Noticed.Row("x-1", new CustomerWrote(null) { By = Roles.Customer }), facts);
        Assert.Equal([new Recipient("x-1", RecipientSide.Staff)], told.Select(draft => draft.Recipient));
        told = Noticed.Decide(Noticed.Row("x-1", Event("reply")), facts);
        Assert.Equal([RecipientSide.Customer, RecipientSide.Customer], told.Select(draft => draft.Recipient.Side));
        Assert.Empty(Recipients.Of(new Caller("i", "x-1", Roles.Customer)).Intersect(Recipients.Of(new Caller("i", "x-1", Roles.Agent))));
        Assert.NotEqual(
            NoticeIds.Of(Noticed.Ticket, 3, 0, new Recipient("x-1", RecipientSide.Customer), "inbox"),
            NoticeIds.Of(Noticed.Ticket, 3, 0, new Recipient("x-1", RecipientSide.Staff), "inbox"));
    }

    [Fact]
    public void A_row_that_no_rule_names_concerns_nobody()
    {
        Assert.False(NoticeRules.Concerns(Noticed.Row("a-17", new Noted(), new TagAdded("x")), new NotificationPolicy()));
        Assert.True(NoticeRules.Concerns(Noticed.Row("a-17", new Noted(), Event("reply")), new NotificationPolicy()));
    }

    private static TicketEvent Event(string what) => what switch
    {
        "approved" => new Approved("agent", 1, Price) { To = TicketStep.AwaitingRefund, By = Roles.Agent },
        "approved-return" => new Approved("agent", 1, Price) { To = TicketStep.AwaitingReturn, ReturnAddress = "1 Road", By = Roles.Agent },
        "auto-approved" => new AutoApproved("not-shipped", 1, Price) { By = Roles.System },
        "rejected" => new Rejected("agent") { By = Roles.Agent },
        "offer" => new OfferMade(TicketKind.Exchange, Price) { By = Roles.Agent },
        "info" => new InfoRequested { By = Roles.Agent },
        "reply" => new Replied { By = Roles.Agent },
        "refund" => new Refunded(Price, "p-1") { By = Roles.Finance },
        "silence" => new ClosedBySilence { By = Roles.System },
        "given" => Noticed.Assigned("a-new", AssignmentMode.Manual) with { By = Roles.Lead },
        "by-queue" => Noticed.Assigned("a-new", AssignmentMode.Auto) with { By = Roles.System },
        "note" => new Noted { By = Roles.Agent },
        "warned-owner" => new SlaWarned("review", 75, Due, [LadderAction.NotifyOwner]),
        "warned-lead" => new SlaWarned("review", 90, Due, [LadderAction.NotifyLead, LadderAction.RaisePriority]),
        "warned-nobody" => new SlaWarned("review", 50, Due, []),
        "breached" => new SlaBreached("review", SlaType.SLA, Due, [LadderAction.Escalate, LadderAction.NotifyLead]),
        "ask-carrier" => new DeadlineExpired("carrier", DeadlineParty.Carrier, DeadlineEffect.AskCarrier, Due),
        "escalated" => new CaseEscalated("review"),
        "refund-failed" => new RefundAttemptFailed { By = Roles.Finance },
        _ => throw new ArgumentOutOfRangeException(nameof(what), what, null),
    };
}
