using AfterSales.Tickets;
using Xunit;

namespace AfterSales.Tests.Domain.Tickets;

public sealed class LabelTests
{
    [Fact]
    public void Labels_are_set_by_hand_in_any_step()
    {
        var labelled = Reach.Step(TicketKind.Complaint, TicketStep.Completed)
            .Do(new SetPriority(TicketPriority.P1, "press"), People.Agent)
            .Do(new SetCategory(TicketCategory.Service), People.Agent)
            .Do(new AddTag("press"), People.Lead)
            .Do(new AddTag("callback"), People.Agent)
            .Do(new RemoveTag("press"), People.Agent);
        var view = labelled.View(People.Agent);
        Assert.Equal((TicketPriority.P1, TicketCategory.Service), (view.Priority, view.Category));
        Assert.Equal(["callback"], view.Tags!.Value);
    }

    [Fact]
    public void A_label_that_is_there_already_changes_nothing()
    {
        var labelled = Case.Opened(TicketKind.Complaint).Do(new AddTag("a"), People.Agent).Do(new LinkDuplicate(Guid.AllBitsSet), People.Agent);
        var updated = labelled.State.UpdatedAt;
        TicketCommand[] repeated =
        [
            new AddTag("a"), new RemoveTag("b"), new LinkDuplicate(Guid.AllBitsSet), new SetPriority(labelled.State.Priority, "same"), new SetCategory(labelled.State.Category),
        ];
        Assert.All(repeated, command => Assert.IsType<Unchanged>(Assert.Single(labelled.Decide(command, People.Agent).Value)));
        Assert.Equal(updated, labelled.Do(repeated[0], People.Agent).State.UpdatedAt);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("two\nlines")]
    [InlineData("12345678901234567890123456789012345678901")]
    public void A_tag_is_a_line_of_1_to_40_characters(string tag)
    {
        Case.Opened(TicketKind.Complaint).Refuses(new AddTag(tag), People.Agent, FailureCodes.InvalidValue);
        Assert.True(Case.Opened(TicketKind.Complaint).Decide(new AddTag(new string('签', 40)), People.Agent).Succeeded);
    }

    [Fact]
    public void A_case_has_at_most_twenty_tags()
    {
        var tagged = Case.Opened(TicketKind.Complaint);
        for (var i = 1; i <= 20; i++)
        {
            tagged.Do(new AddTag($"t{i}"), People.Agent);
        }

        tagged.Refuses(new AddTag("one more"), People.Agent, FailureCodes.PolicyRefused);
        Assert.True(tagged.Decide(new AddTag("t7"), People.Agent).Succeeded);
    }

    [Fact]
    public void A_case_repeats_another_one_and_never_itself()
    {
        var opened = Case.Opened(TicketKind.Complaint);
        opened.Refuses(new LinkDuplicate(Samples.TicketId), People.Agent, FailureCodes.InvalidValue);
        opened.Refuses(new LinkDuplicate(Guid.Empty), People.Agent, FailureCodes.InvalidValue);
        Assert.Equal(Guid.AllBitsSet, opened.Do(new LinkDuplicate(Guid.AllBitsSet), People.Agent).View(People.Agent).DuplicateOf);
    }

    [Fact]
    public void Values_no_enumeration_has_are_refused()
    {
        Case.Opened(TicketKind.Complaint).Refuses(new SetPriority((TicketPriority)9, "why"), People.Agent, FailureCodes.InvalidValue);
        Case.Opened(TicketKind.Complaint).Refuses(new SetCategory((TicketCategory)99), People.Agent, FailureCodes.InvalidValue);
        Case.Opened(TicketKind.Complaint).Refuses(new SetPriority(TicketPriority.P1, ""), People.Agent, FailureCodes.InvalidValue);
    }

    [Fact]
    public void A_case_that_used_up_its_commands_can_only_be_brought_to_its_end()
    {
        var chatty = Reach.Step(TicketKind.Exchange, TicketStep.UnderReview);
        var full = chatty.State with { Commands = TicketGraph.MaxCommands };
        Assert.Equal(["cancel"], TicketGraph.AllowedActions(full, chatty.Context(People.Customer)));
        Assert.Equal(["approve", "reject"], TicketGraph.AllowedActions(full, chatty.Context(People.Agent)));
        var refused = TicketDecider.Decide(full, new Reply("One more."), chatty.Context(People.Agent));
        Assert.Equal(FailureCodes.ActionNotPossible, refused.Failure!.Code);
        Assert.True(TicketDecider.Decide(full with { Commands = TicketGraph.MaxCommands - 1 }, new Reply("One more."), chatty.Context(People.Agent)).Succeeded);
    }
}
