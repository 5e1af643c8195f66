using AfterSales.LoadTests.Workload;
using AfterSales.LoadTests.Workload.Shop;
using AfterSales.LoadTests.Workload.Stories;

namespace AfterSales.Tests.LoadTests.Workload;

/// <summary>People decide by the case and not by who asks first, and every story comes to an end.</summary>
public sealed class CaseStoriesTests
{
    private const int Cases = 400;

    [Fact]
    public void Whoever_asks_again_or_elsewhere_gets_the_same_decision()
    {
        var (one, other) = (Plans.Stories(Plans.Of()), Plans.Stories(Plans.Of()));
        foreach (var number in Enumerable.Range(0, Cases).Reverse())
        {
            // A dialogue sends no goods.
            foreach (var step in Steps.All.Where(step => one.Draft(number).Line is not null || step is not (Steps.ReturnInTransit or Steps.AwaitingInspection)))
            {
                var facts = Facts(one.Draft(number), step);
                Assert.Equal(Words(one.Customer(one.Draft(number), facts, 1)), Words(other.Customer(other.Draft(number), facts, 1)));
                Assert.Equal(Words(one.Staff(one.Draft(number), facts, 0)), Words(other.Staff(other.Draft(number), facts, 0)));
                Assert.Equal(one.Think(number, facts, 2, "think"), other.Think(number, facts, 2, "think"));
            }
        }
    }

    [Theory]
    [InlineData("UnderReview", "approve,reject,request-info,counter-offer,reply,note")]
    [InlineData("InDispute", "decide-dispute")]
    [InlineData("AwaitingRefund", "refund-issued,refund-failed")]
    [InlineData("InDialogue", "reply,resolve")]
    public void The_shop_makes_every_choice_of_a_step_sometimes(string step, string choices)
    {
        var stories = Plans.Stories(Plans.Of());

        var made = Enumerable.Range(0, Cases * 5).Select(stories.Draft).Select(draft => stories.Staff(draft, Facts(draft, step), 0)?.Action).Distinct();

        Assert.Equal(choices.Split(',').Order(), made.OfType<string>().Order());
    }

    [Theory]
    [InlineData("AwaitingCustomer", "provide-info,customer-message,")]
    [InlineData("CounterOffered", "accept-offer,decline-offer,")]
    [InlineData("AwaitingReturn", "ship-return,cancel,")]
    [InlineData("Rejected", "dispute,")]
    [InlineData("Resolved", "confirm-resolution,reopen,")]
    [InlineData("Completed", "rate,reopen,")]
    public void Customers_make_every_choice_of_a_step_sometimes_silence_among_them(string step, string choices)
    {
        var stories = Plans.Stories(Plans.Of());

        var made = Enumerable.Range(0, Cases * 5).Select(stories.Draft).Select(draft => stories.Customer(draft, Facts(draft, step), 0)?.Action ?? "").Distinct();

        Assert.Equal(choices.Split(',').Order(), made.Order());
    }

    [Fact]
    public void From_the_third_time_on_a_review_goes_forward()
    {
        var stories = Plans.Stories(Plans.Of());

        Assert.All(Enumerable.Range(0, Cases).Select(stories.Draft), draft => Assert.Equal("approve", stories.Staff(draft, Facts(draft, Steps.UnderReview), CaseStories.Forward)!.Action));
    }

    [Fact]
    public void What_was_paid_is_not_paid_again()
    {
        var stories = Plans.Stories(Plans.Of());
        var draft = stories.Draft(0);

        Assert.Equal("reject", stories.Staff(draft, Facts(draft, Steps.UnderReview) with { Refunded = 100 }, 0)!.Action);
        Assert.Null(stories.Staff(draft, Facts(draft, Steps.AwaitingRefund) with { Approved = 100, Refunded = 100 }, 0));
    }

    [Fact]
    public void A_replayed_case_is_handed_on_as_often_as_the_real_one_and_has_its_priority()
    {
        var plan = Plans.Of() with { Arrivals = new ArrivalPlan("replay", 1, 10) { Replay = [new ReplayedArrival(0, 2, 2, 1), new ReplayedArrival(5, 0, 0, 0)] } };
        var stories = Plans.Stories(plan);
        var draft = stories.Draft(0);
        var facts = Facts(draft, Steps.UnderReview);

        Assert.Equal("""{"priority":"P2","reason":"as the desk judged it"}""", Words(stories.Triage(0))[^1]);
        Assert.Null(stories.Triage(1));
        Assert.Equal(["transfer", "transfer"], new[] { 0, 1 }.Select(visit => stories.Staff(draft, facts, visit)!.Action));
        Assert.NotEqual("transfer", stories.Staff(draft, facts, 2)!.Action);
        Assert.Equal("reopen", stories.Customer(draft, Facts(draft, Steps.Resolved), 0)!.Action);
    }

    [Fact]
    public void Thinking_takes_its_median_and_now_and_then_much_longer()
    {
        var plan = Plans.Of() with { ThinkMilliseconds = 500 };
        var stories = Plans.Stories(plan);
        var times = Enumerable.Range(0, 5_000).Select(number => stories.Think(number, Facts(stories.Draft(0), Steps.UnderReview), 0, "think") / 1e3).Order().ToArray();

        Assert.InRange(times[2_500], 450, 550);
        Assert.InRange(times[4_205], 500 * Math.Exp(0.8 * 0.9), 500 * Math.Exp(0.8 * 1.1));
    }

    private static CaseFacts Facts(CaseDraft draft, string step) => new(Guid.Empty, 1, draft.Kind, step) { Approved = 5_000, Sent = true, Delivered = true };

    private static string[] Words(Move? move) => move is null ? [] : [move.Action, move.Role, System.Text.Encoding.UTF8.GetString(move.Body)];
}
