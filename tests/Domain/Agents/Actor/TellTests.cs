using AfterSales.Agents;
using AfterSales.Log;
using AfterSales.Queues;
using AfterSales.ReadModel;
using AfterSales.Routing;
using NSubstitute;
using Xunit;

namespace AfterSales.Tests.Domain.Agents;

/// <summary>Who is told what after a row.</summary>
public sealed class TellTests
{
    private readonly AgentActor _agent = new();

    [Fact]
    public async Task Every_row_is_marked_for_the_read_model_and_folds_to_the_same_from_the_log()
    {
        await _agent.Working();
        await _agent.Works(AssignmentMode.Pull);
        await _agent.Reserve(Staffing.Request());
        var stream = StreamIds.Of(StreamKind.Agent, Staffing.Me);
        var row = await new AgentProjector(_agent.Log, _agent.Policies).Project(stream, TestContext.Current.CancellationToken);
        Assert.Equivalent(new AgentRow(stream, await _agent.Status()), row, strict: true);
        Assert.Equal(_agent.Rows, row!.Status.Version);
        _agent.Dirty.Received(1).Mark(Arg.Is<AgentRow>(marked => marked.StreamId == stream && marked.Status.Version == row.Status.Version));
        _agent.Dirty.ReceivedWithAnyArgs(_agent.Rows).Mark(default!);
        Assert.Null(await new AgentProjector(_agent.Log, _agent.Policies).Project(Guid.NewGuid(), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Queues_he_may_serve_are_told_but_not_the_one_that_is_answered()
    {
        await _agent.Working();
        await Told("general", 2);
        await _agent.Reserve(Staffing.Request(queue: "general"));
        await Told("general", 2);
        await _agent.Reserve(Staffing.Request(queue: "elsewhere"));
        await Told("general", 3);
        await Told("elsewhere", 0);
        await Told("finance", 0);
    }

    [Fact]
    public async Task A_queue_that_got_no_answer_is_told_with_the_next_row()
    {
        await _agent.Working();
        _agent.Log.FailNext(AppendStatus.Unknown, kept: true);
        await _agent.Reserve(Staffing.Request());
        await Told("general", 2);
        await _agent.Desk.Release(Guid.NewGuid());
        await Told("general", 3);
    }

    [Fact]
    public async Task Queues_of_the_former_profile_are_told_that_he_left()
    {
        await _agent.Working();
        await _agent.Desk.Put(Staffing.Profile() with { Departments = [Departments.Finance] }, Staffing.Lead);
        await Told("general", 3);
        await Told("finance", 1);
        await _agent.Desk.Remove(requeue: false, Staffing.Lead);
        await Told("general", 3);
        await _agent.Queue("finance").Received(1).NotifyAgent(Arg.Is<AgentStatus>(status => !status.Exists));
    }

    [Fact]
    public async Task A_queue_that_appears_is_told_from_then_on()
    {
        await _agent.Working();
        var refunds = new QueueDefinition { Name = "Refunds", RequiredSkills = [new SkillLevel("refund", 3)] };
        _agent.Current = new QueueSet(new QueueCatalogDocument(2, [new QueueDocument("refunds", 1, refunds, null, null)]));
        await _agent.Works(AssignmentMode.Pull);
        await Told("refunds", 1);
    }

    [Fact]
    public async Task A_queue_that_cannot_be_told_harms_nobody()
    {
        _agent.Queue("general").NotifyAgent(default!).ReturnsForAnyArgs(_ => throw new TimeoutException());
        await _agent.Working();
        Assert.Null(await _agent.Reserve(Staffing.Request()));
    }

    [Theory]
    [InlineData(OfferEnd.Accepted)]
    [InlineData(OfferEnd.Rejected)]
    [InlineData(OfferEnd.TimedOut)]
    [InlineData(OfferEnd.Rescinded)]
    public async Task Every_end_of_an_offer_is_told_to_its_queue_once(OfferEnd how)
    {
        await _agent.Working();
        var offer = Staffing.Request(AssignmentMode.Offer);
        await _agent.Reserve(offer);
        await End(offer.Assignment.AssignmentId, how);
        await _agent.Desk.Tick();
        await _agent.Queue("general").ReceivedWithAnyArgs(1).OfferEnded(default!);
        var told = (OfferOutcome)_agent.Queue("general").ReceivedCalls().Single(call => call.GetMethodInfo().Name == "OfferEnded").GetArguments()[0]!;
        Assert.Equal((how, false, _agent.Rows), (told.End, told.Status.HasOpenOffer, told.Status.Version));
        Assert.Equivalent(offer.Assignment, told.Assignment, strict: true);
    }

    [Fact]
    public async Task An_accepted_offer_whose_case_nobody_asked_is_told_again_after_a_crash()
    {
        await _agent.Working();
        var offer = Staffing.Request(AssignmentMode.Offer);
        await _agent.Reserve(offer);
        await _agent.Desk.AcceptOffer(offer.Assignment.AssignmentId, Staffing.Myself);
        _agent.Crash();
        await _agent.Desk.Report();
        await _agent.Queue("general").Received(2).OfferEnded(Arg.Is<OfferOutcome>(outcome => outcome.End == OfferEnd.Accepted));
    }

    [Fact]
    public async Task An_end_that_was_stored_but_not_told_is_told_after_a_crash_for_some_minutes()
    {
        await _agent.Working();
        var offer = Staffing.Request(AssignmentMode.Offer);
        await _agent.Reserve(offer);
        _agent.Log.FailNext(AppendStatus.Unknown, kept: true);
        await _agent.Desk.RejectOffer(offer.Assignment.AssignmentId, null, Staffing.Myself);
        await _agent.Queue("general").DidNotReceiveWithAnyArgs().OfferEnded(default!);
        _agent.Crash();
        await _agent.Status();
        await _agent.Queue("general").Received(1).OfferEnded(Arg.Is<OfferOutcome>(outcome =>
            outcome.End == OfferEnd.Rejected && outcome.Assignment.AssignmentId == offer.Assignment.AssignmentId && outcome.Assignment.Round == 1));
        _agent.Wait(600);
        _agent.Crash();
        await _agent.Status();
        await _agent.Queue("general").ReceivedWithAnyArgs(1).OfferEnded(default!);
    }

    [Fact]
    public async Task A_rejections_reason_is_personal()
    {
        await _agent.Working();
        var offer = Staffing.Request(AssignmentMode.Offer);
        await _agent.Reserve(offer);
        var work = (await _agent.Desk.RejectOffer(offer.Assignment.AssignmentId, "my dentist", Staffing.Myself)).Value!;
        Assert.Empty(work.Offers);
        var row = _agent.Log.Rows[^1];
        Assert.DoesNotContain("dentist", System.Text.Encoding.UTF8.GetString(row.Data.Span), StringComparison.Ordinal);
        Assert.Contains("dentist", System.Text.Encoding.UTF8.GetString(row.Personal!.Value.Span), StringComparison.Ordinal);
    }

    private async Task End(Guid offerId, OfferEnd how)
    {
        switch (how)
        {
            case OfferEnd.Accepted:
                await _agent.Desk.AcceptOffer(offerId, Staffing.Myself);
                await _agent.Desk.AcceptOffer(offerId, Staffing.Myself);
                break;
            case OfferEnd.Rejected:
                await _agent.Desk.RejectOffer(offerId, null, Staffing.Myself);
                break;
            case OfferEnd.TimedOut:
                _agent.Wait(30);
                Assert.Contains("timed out", (await _agent.Desk.AcceptOffer(offerId, Staffing.Myself)).Failure!.Detail, StringComparison.Ordinal);
                break;
            default:
                await _agent.Desk.Release(offerId);
                break;
        }
    }

    private Task Told(string queue, int times) => _agent.Queue(queue).ReceivedWithAnyArgs(times).NotifyAgent(default!);
}
