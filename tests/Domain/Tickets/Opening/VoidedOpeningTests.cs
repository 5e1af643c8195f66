using AfterSales.Tickets;
using Xunit;

namespace AfterSales.Tests.Domain.Tickets;

/// <summary>An earlier attempt at the opening was fenced: the case begins at a later row, and all that counts rows must know it.</summary>
public sealed class VoidedOpeningTests
{
    [Fact]
    public void A_case_that_opens_behind_a_voided_opening_counts_its_rows_from_there()
    {
        var voided = new Case();
        voided.Append([new OpeningVoided()], Caller.System);
        var opened = voided.Open(Samples.Open(TicketKind.ReturnRefund) with { Category = TicketCategory.Quality, Evidence = [new Evidence("photo", "p-1")] }, People.Customer, Samples.Claim(), Samples.Standing());

        Assert.True(opened.Succeeded, opened.Failure?.Detail);
        Assert.Equal((2, 2, 2), (voided.State.Version, voided.State.OpenedLater, voided.State.Waiting!.Round));
    }

    [Fact]
    public void What_the_decision_hands_over_is_of_the_row_that_is_written()
    {
        var voided = new Case();
        voided.Append([new OpeningVoided()], Caller.System);
        var command = Samples.Open(TicketKind.ReturnRefund) with { Category = TicketCategory.Quality, Evidence = [new Evidence("photo", "p-1")] };
        var decided = OpeningDecider.Decide(voided.State, command, Samples.Claim(), Samples.Standing(), voided.Context(People.Customer), Samples.TicketId);

        Assert.Equal(2, decided.Value.After!.Version);
    }
}
