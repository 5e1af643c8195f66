using System.Collections.Immutable;
using AfterSales.Policies;
using AfterSales.Tickets;
using Xunit;

namespace AfterSales.Tests.Domain.Tickets;

public sealed class OpeningCheckTests
{
    private static Failure? Check(OpenTicket open, Caller by, PolicySet? policies = null) =>
        OpeningDecider.Check(open, new DecisionContext(Samples.Start, by, policies ?? PolicySet.Default));

    [Fact]
    public void Customers_agents_leads_and_the_shops_systems_open_cases()
    {
        var openers = People.All.Where(caller => Check(Samples.Open(TicketKind.Exchange), caller) is null).Select(caller => caller.Roles);
        Assert.Equal([Roles.Customer, Roles.Agent, Roles.Lead, Roles.Integration], openers);
        Assert.Equal(FailureCodes.Forbidden, Check(Samples.Open(TicketKind.Exchange), People.Warehouse)!.Code);
    }

    [Fact]
    public void Only_a_lead_overrides_a_window()
    {
        var late = Samples.Open(TicketKind.ReturnRefund) with { WindowOverride = new WindowOverride("Our mistake.") };
        Assert.Null(Check(late, People.Lead));
        Assert.Equal(FailureCodes.Forbidden, Check(late, People.Agent)!.Code);
        Assert.Equal(FailureCodes.Forbidden, Check(late, People.Customer)!.Code);
        Assert.Equal(FailureCodes.InvalidValue, Check(late with { WindowOverride = new WindowOverride("") }, People.Lead)!.Code);
    }

    [Fact]
    public void A_customer_opens_for_himself_and_staff_says_for_whom()
    {
        var asked = Samples.Open(TicketKind.Consultation) with { OrderId = null, Lines = [] };
        Assert.Null(Check(asked, People.Customer));
        Assert.Null(Check(asked with { CustomerId = "c-1" }, People.Customer));
        Assert.Equal(FailureCodes.Forbidden, Check(asked with { CustomerId = "c-2" }, People.Customer)!.Code);
        Assert.Null(Check(asked with { CustomerId = "c-2" }, People.Agent));
        Assert.Equal("/customerId", Assert.Single(Check(asked, People.Agent)!.Errors).Pointer);
    }

    public static TheoryData<string, OpenTicket> Faulty
    {
        get
        {
            var open = Samples.Open(TicketKind.RefundOnly);
            return new TheoryData<string, OpenTicket>
            {
                { "/orderId", open with { OrderId = null, CustomerId = "c-1" } },
                { "/orderId", open with { OrderId = "no blanks" } },
                { "/customerId", open with { CustomerId = new string('c', 65) } },
                { "/lines", open with { Lines = [] } },
                { "/lines", open with { Lines = default } },
                { "/lines", open with { Lines = [new LineQuantity("1", 1), new LineQuantity("1", 1)] } },
                { "/lines", open with { Lines = [.. Enumerable.Range(1, 101).Select(i => new LineQuantity($"{i}", 1))] } },
                { "/lines/0/lineId", open with { Lines = [new LineQuantity("", 1)] } },
                { "/lines/0/quantity", open with { Lines = [new LineQuantity("1", 0)] } },
                { "/subject", open with { Subject = " " } },
                { "/subject", open with { Subject = new string('x', 201) } },
                { "/description", open with { Description = new string('x', 10_001) } },
                { "/description", open with { Description = "nul\0" } },
                { "/reason", open with { Reason = "esc\u001b" } },
                { "/requestedAmount/amount", open with { RequestedAmount = Samples.Yuan(0) } },
                { "/requestedAmount/currency", open with { RequestedAmount = new Money(1, "yuan") } },
                { "/evidence/0/ref", open with { Evidence = [new Evidence("photo", "")] } },
                { "/evidence", open with { Evidence = [.. Enumerable.Repeat(new Evidence("photo", "p"), 21)] } },
                { "/answers/received", open with { Answers = ImmutableDictionary<string, string>.Empty.Add("received", "maybe") } },
                { "/kind", open with { Kind = (TicketKind)99 } },
                { "/category", open with { Category = (TicketCategory)99 } },
                { "/channel", open with { Channel = (Channel)99 } },
            };
        }
    }

    [Theory]
    [MemberData(nameof(Faulty))]
    public void A_field_that_cannot_be_accepted_is_named(string pointer, OpenTicket open)
    {
        var failure = Check(open, People.Agent);
        Assert.Equal(FailureCodes.InvalidValue, failure?.Code);
        Assert.Contains(pointer, failure!.Errors.Select(error => error.Pointer));
    }

    [Fact]
    public void All_texts_of_an_opening_together_have_a_limit()
    {
        var open = Samples.Open(TicketKind.Complaint) with { Description = new string('好', 10_000), Reason = new string('坏', 10_000) };
        Assert.Null(Check(open, People.Agent));
        var evidence = Enumerable.Repeat(new Evidence("photo", new string('图', 500)), 4);
        Assert.Equal(FailureCodes.TooLarge, Check(open with { Evidence = [.. evidence] }, People.Agent)?.Code);
        var answers = Enumerable.Range(1, 2).ToImmutableDictionary(i => $"q{i}", _ => new string('答', 1_000));
        Assert.Equal(FailureCodes.TooLarge, Check(open with { Answers = answers }, People.Agent)?.Code);
    }

    [Fact]
    public void All_faults_are_told_at_once()
    {
        var failure = Check(Samples.Open(TicketKind.Exchange) with { Subject = "", Lines = [], OrderId = null }, People.Customer);
        Assert.Equal(["/lines", "/orderId", "/subject"], failure!.Errors.Select(error => error.Pointer).Order());
    }

    [Fact]
    public void A_dialogue_needs_neither_order_nor_lines() =>
        Assert.Null(Check(Samples.Open(TicketKind.Complaint) with { OrderId = null, Lines = default }, People.Customer));

    [Fact]
    public void A_customer_answers_what_is_required_and_staff_may_leave_it_open()
    {
        var question = new IntakeQuestion("seal/1", ImmutableDictionary<string, string>.Empty, Required: true, []);
        var form = new IntakePolicy { Forms = ImmutableDictionary<TicketKind, IntakeForm>.Empty.Add(TicketKind.Repair, new IntakeForm { Questions = [question] }) };
        var policies = PolicySet.Default with { Intake = new(2, form) };
        var open = Samples.Open(TicketKind.Repair);
        Assert.Equal("/answers/seal~11", Assert.Single(Check(open, People.Customer, policies)!.Errors).Pointer);
        Assert.Null(Check(open, People.Agent, policies));
        Assert.Null(Check(open with { Answers = ImmutableDictionary<string, string>.Empty.Add("seal/1", "broken") }, People.Customer, policies));
    }
}
