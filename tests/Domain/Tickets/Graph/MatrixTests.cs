using AfterSales.Tickets;
using Xunit;

namespace AfterSales.Tests.Domain.Tickets;

/// <summary>Every action, in every step of every kind, by every role: allowed exactly where the command table says so.</summary>
public sealed class MatrixTests
{
    public static TheoryData<TicketKind, TicketStep> Steps
    {
        get
        {
            var steps = new TheoryData<TicketKind, TicketStep>();
            foreach (var kind in Enum.GetValues<TicketKind>())
            {
                foreach (var step in Reach.Steps(kind))
                {
                    steps.Add(kind, step);
                }
            }

            return steps;
        }
    }

    [Theory]
    [MemberData(nameof(Steps))]
    public void An_action_is_possible_exactly_where_the_command_table_says_so(TicketKind kind, TicketStep step)
    {
        var reached = Reach.Step(kind, step);
        foreach (var action in TicketActions.Names)
        {
            foreach (var caller in People.All)
            {
                var outcome = reached.Decide(Commands.Of(action, reached.State), caller);
                var expected = CommandTable.Refusal(action, reached.State, caller);
                Assert.True(expected == outcome.Failure?.Code, $"{action} by {caller.Roles}: expected {expected ?? "success"}, was {outcome.Failure?.Code ?? "success"}.");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Steps))]
    public void Allowed_actions_are_those_that_succeed(TicketKind kind, TicketStep step)
    {
        var reached = Reach.Step(kind, step);
        foreach (var caller in People.All)
        {
            var allowed = TicketGraph.AllowedActions(reached.State, reached.Context(caller));
            var succeeding = TicketActions.Names.Where(action => reached.Decide(Commands.Of(action, reached.State), caller).Succeeded);
            Assert.Equal(succeeding.Order(), allowed.Order());
        }
    }

    [Theory]
    [MemberData(nameof(Steps))]
    public void A_refusal_names_the_step_and_what_the_caller_may_do_instead(TicketKind kind, TicketStep step)
    {
        var reached = Reach.Step(kind, step);
        if (reached.State.Step is not TicketStep.AwaitingRefund)
        {
            var failure = reached.Refuses(new RefundFailed("no"), People.Finance, FailureCodes.ActionNotPossible);
            Assert.Equal(step, failure.CurrentStep);
            Assert.Equal(["reply", "note"], failure.AllowedActions.Where(action => action != "claim"));
            Assert.Equal(reached.State.Version, failure.Version);
        }
    }
}
