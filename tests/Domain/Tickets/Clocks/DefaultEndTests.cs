using AfterSales.Policies;
using AfterSales.Sla;
using AfterSales.Tickets;
using Xunit;

namespace AfterSales.Tests.Domain.Tickets.Clocks;

/// <summary>No promise of a new shop runs on where nobody of the shop can keep it: told by walking every way of every kind.</summary>
public sealed class DefaultEndTests
{
    public static TheoryData<TicketKind> Kinds => [.. Enum.GetValues<TicketKind>()];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_way_out_of_a_review_ends_its_promise_or_lets_it_rest(TicketKind kind)
    {
        var ways = new Walk(kind).Places.SelectMany(place => place.Ways).ToList();
        foreach (var way in ways.Where(way => way.From.State.Step == TicketStep.UnderReview && way.To.State.Step != TicketStep.UnderReview))
        {
            Assert.False(way.To.Runs("review"), $"Runs on after {way.Action} in {way.To.Name}.");
        }

        // An offer may be accepted after it, and a question answered: then it is over as well.
        foreach (var way in ways.Where(way => way.To.State.Step is not (TicketStep.UnderReview or TicketStep.AwaitingCustomer or TicketStep.CounterOffered)))
        {
            Assert.True(way.To.StatusOf("review") is null, $"Not over after {way.Action} in {way.To.Name}.");
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_promise_that_runs_can_be_kept_by_somebody_of_the_shop(TicketKind kind)
    {
        foreach (var place in new Walk(kind).Places)
        {
            foreach (var definition in SlaDefaults.Definitions.Where(definition => place.Runs(definition.Name)))
            {
                Assert.True(IsStoppable(place, definition.Name), $"{definition.Name} runs on in {place.Name}.");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Where_the_shop_has_nothing_to_do_any_more_nothing_is_promised(TicketKind kind) =>
        Assert.All(
            new Walk(kind).Places.Where(place => place.State.IsTerminal || place.State.Step is TicketStep.Rejected or TicketStep.Resolved),
            place => Assert.DoesNotContain(place.State.Clocks, clock => clock.IsLive));

    /// <summary>
    /// By one action of the shop after another: kept, or at rest because the goods are on their way. To ask the customer keeps nothing, unless it is he who is
    /// awaited already. The law alone does not ask whether he considers an offer.
    /// </summary>
    private static bool IsStoppable(Place place, string clock)
    {
        if (clock == "legal-refund" && place.State.Step == TicketStep.CounterOffered)
        {
            return true;
        }

        var (seen, open) = (new HashSet<Place> { place }, new Queue<Place>([place]));
        while (open.TryDequeue(out var at))
        {
            foreach (var way in at.Ways.Where(way => (way.Caller.Roles & (Roles.Customer | Roles.System)) == 0))
            {
                var rests = way.To.StatusOf(clock) == ClockStatus.Paused;
                if (way.To.StatusOf(clock) is null || (rests && (StepDepartments.Of(place.State) is null || !IsAsked(way.To.State.Step))))
                {
                    return true;
                }

                if (seen.Add(way.To))
                {
                    open.Enqueue(way.To);
                }
            }
        }

        return false;
    }

    private static bool IsAsked(TicketStep step) => step is TicketStep.AwaitingCustomer or TicketStep.CounterOffered;
}
