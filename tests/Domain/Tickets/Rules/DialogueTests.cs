using System.Collections.Immutable;
using AfterSales.Tickets;
using Xunit;

namespace AfterSales.Tests.Domain.Tickets;

public sealed class DialogueTests
{
    [Theory]
    [InlineData(TicketKind.RefundOnly, TicketStep.UnderReview)]
    [InlineData(TicketKind.RefundOnly, TicketStep.AwaitingRefund)]
    [InlineData(TicketKind.Repair, TicketStep.InRepair)]
    [InlineData(TicketKind.Complaint, TicketStep.InDialogue)]
    public void A_customer_who_is_asked_brings_the_case_back_by_answering_or_writing(TicketKind kind, TicketStep step)
    {
        var asked = Reach.Step(kind, step).Do(new RequestInfo("Which one?"), People.Agent);
        Assert.Equal((TicketStep.AwaitingCustomer, step), (asked.State.Step, asked.State.Origin));
        Assert.Equal(MessageSide.Shop, asked.State.LastMessage);
        Assert.Equal(step, asked.Do(new CustomerMessage("The red one."), People.Customer).State.Step);
        Assert.Equal(MessageSide.Customer, asked.State.LastMessage);

        var answers = ImmutableDictionary<string, string>.Empty.Add("which", "red");
        asked.Do(new RequestInfo("Sure?"), People.Agent).Do(new ProvideInfo(answers), People.Agent);
        Assert.Equal(step, asked.State.Step);
    }

    [Fact]
    public void Questions_and_answers_must_say_something()
    {
        Case.Opened(TicketKind.Complaint).Refuses(new RequestInfo(""), People.Agent, FailureCodes.InvalidValue);
        var asked = Reach.Step(TicketKind.Complaint, TicketStep.AwaitingCustomer);
        asked.Refuses(new ProvideInfo(ImmutableDictionary<string, string>.Empty), People.Customer, FailureCodes.InvalidValue);
        var long50 = Enumerable.Range(1, 50).ToImmutableDictionary(i => $"q{i}", _ => new string('答', 1_000));
        asked.Refuses(new ProvideInfo(long50), People.Customer, FailureCodes.TooLarge);
        asked.Refuses(new ProvideInfo(null!), People.Customer, FailureCodes.InvalidValue);
        Assert.True(asked.Decide(new ProvideInfo(null!) { Evidence = [new Evidence("photo", "p-2")] }, People.Customer).Succeeded);
    }

    [Fact]
    public void A_customer_may_write_after_the_end_and_the_case_stays_ended()
    {
        var ended = Reach.Step(TicketKind.Consultation, TicketStep.Cancelled).Do(new CustomerMessage("Thanks anyway.", Channel.Email), People.Customer);
        Assert.Equal((TicketStep.Cancelled, MessageSide.Customer), (ended.State.Step, ended.State.LastMessage));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \n")]
    [InlineData("bell\a")]
    public void A_message_has_printable_words(string text)
    {
        var opened = Case.Opened(TicketKind.Complaint);
        opened.Refuses(new Reply(text), People.Agent, FailureCodes.InvalidValue);
        opened.Refuses(new Note(text), People.Workshop, FailureCodes.InvalidValue);
        Assert.Equal("/text", opened.Refuses(new CustomerMessage(text), People.Customer, FailureCodes.InvalidValue).Errors[0].Pointer);
    }

    [Fact]
    public void A_text_has_at_most_ten_thousand_characters()
    {
        var opened = Case.Opened(TicketKind.Complaint);
        Assert.True(opened.Decide(new Reply(new string('水', 10_000)), People.Agent).Succeeded);
        opened.Refuses(new Reply(new string('水', 10_001)), People.Agent, FailureCodes.InvalidValue);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(6)]
    public void A_rating_is_one_to_five(int score) =>
        Reach.Step(TicketKind.Complaint, TicketStep.Resolved).Refuses(new Rate(score), People.Customer, FailureCodes.InvalidValue);

    [Fact]
    public void A_case_is_rated_once()
    {
        var rated = Reach.Step(TicketKind.Complaint, TicketStep.Resolved).Do(new Rate(2, "slow"), People.Customer);
        Assert.Equal(2, rated.View(People.Customer).Rating);
        rated.Refuses(new Rate(5), People.Customer, FailureCodes.ActionNotPossible);
    }
}
