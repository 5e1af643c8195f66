using System.Text.Json;
using System.Collections.Immutable;
using AfterSales.Calendars;
using AfterSales.Customers;
using AfterSales.Orders;
using AfterSales.Policies;
using AfterSales.Queues;
using AfterSales.Routing;
using AfterSales.Streams;
using AfterSales.Tickets;
using Xunit;

namespace AfterSales.Tests.Domain.Tickets;

/// <summary>A case under test: decides, folds and remembers its rows, as a grain would without its storage.</summary>
internal sealed class Case
{
    public TicketState State { get; private set; } = TicketState.None;

    public DateTimeOffset Now { get; private set; } = Samples.Start;

    public PolicySet Policies { get; set; } = PolicySet.Default;

    public QueueSet Queues { get; init; } = new(BuiltInQueues.Document);

    public CalendarSet Calendars { get; set; } = BuiltInCalendars.Set;

    /// <summary>Where queues and agents are told the case is.</summary>
    public RoutingFacts Facts => TicketRouting.Facts(Samples.TicketId, State, State.Version);

    public List<(EventStamp Stamp, ImmutableArray<TicketEvent> Events)> Rows { get; } = [];

    public static Case Opened(TicketKind kind, Caller? by = null, Func<OpenTicket, OpenTicket>? change = null, Claim? claim = null, PolicySet? policies = null)
    {
        var opened = new Case { Policies = policies ?? PolicySet.Default };
        var command = Samples.Open(kind) with { Category = TicketCategory.Quality, Evidence = [new Evidence("photo", "p-1")] };
        var outcome = opened.Open((change ?? (same => same))(command), by ?? People.Customer, claim ?? Samples.Claim(), Samples.Standing());
        Assert.True(outcome.Succeeded, outcome.Failure?.Detail);
        return opened;
    }

    public Outcome<ImmutableArray<TicketEvent>> Open(OpenTicket command, Caller by, Claim? claim, CustomerStanding? standing)
    {
        var outcome = EventsOf(
            OpeningDecider.Decide(State, command, claim, standing, new DecisionContext(Now, by, Policies) { Queues = Queues, Calendars = Calendars }, Samples.TicketId), by);
        if (outcome.Succeeded)
        {
            Append(outcome.Value, by);
        }

        return outcome;
    }

    public Outcome<ImmutableArray<TicketEvent>> Decide(TicketCommand command, Caller by) => EventsOf(TicketDecider.Decide(State, command, Context(by)), by);

    public DecisionContext Context(Caller by) => new(Now, by, Policies)
    {
        Claim = State.ReopenNeedsClaim ? Samples.Claim() : null,
        Queues = Queues,
        Calendars = Calendars,
    };

    /// <summary>Runs a command that must be possible; a minute passes.</summary>
    public Case Do(TicketCommand command, Caller by)
    {
        var outcome = Try(command, by);
        Assert.True(outcome.Succeeded, $"{TicketActions.NameOf(command)} in {State.Step}: {outcome.Failure?.Code} {outcome.Failure?.Detail}");
        return this;
    }

    public Outcome<ImmutableArray<TicketEvent>> Try(TicketCommand command, Caller by)
    {
        Pass(TimeSpan.FromMinutes(1));
        var outcome = Decide(command, by);
        if (outcome.Succeeded)
        {
            Append(outcome.Value, by);
        }

        return outcome;
    }

    /// <summary>What a queue or an agent asks for; a row of the system when it changes anything.</summary>
    public bool Route(Func<TicketState, DecisionContext, ImmutableArray<TicketEvent>> ask)
    {
        Pass(TimeSpan.FromSeconds(1));
        var events = RowConsequences.CompleteRouting(State, ask(State, Context(Caller.System)), Context(Caller.System));
        if (!events.IsEmpty)
        {
            Append(events, Caller.System);
        }

        return !events.IsEmpty;
    }

    /// <summary>The queue it waits in gives it to an agent.</summary>
    public Case GiveTo(string agent, AssignmentMode mode = AssignmentMode.Auto)
    {
        var request = Samples.Assignment(State.Waiting!.Round, agent, State.Version, mode);
        Assert.True(Route((state, _) => RoutingDecider.Assign(state, request)), $"{agent} was refused in {State.Step}.");
        return this;
    }

    /// <summary>Runs a command that must be refused with this code and change nothing.</summary>
    public Failure Refuses(TicketCommand command, Caller by, string code)
    {
        var outcome = Decide(command, by);
        Assert.False(outcome.Succeeded, $"{TicketActions.NameOf(command)} in {State.Step} was not refused.");
        Assert.Equal(code, outcome.Failure!.Code);
        return outcome.Failure;
    }

    public Case Pass(TimeSpan time)
    {
        Now += time;
        return this;
    }

    /// <summary>The state a decider hands over instead of having it folded again is the one that folding gives.</summary>
    public ImmutableArray<TicketEvent> EventsOf(DecidedRow row, Caller by)
    {
        if (row.After is { } after)
        {
            var stamp = new EventStamp(State.Version + 1, Now, by.Subject, Guid.Empty);
            var folded = row.Events.Aggregate(State, (state, stored) => TicketFold.Apply(state, stored, stamp));
            Assert.Equal(JsonSerializer.Serialize(folded, TicketJson.Default.TicketState), JsonSerializer.Serialize(after, TicketJson.Default.TicketState));
            Assert.Equal((folded.Subject, folded.Description), (after.Subject, after.Description));
        }

        return row.Events;
    }

    private Outcome<ImmutableArray<TicketEvent>> EventsOf(Outcome<DecidedRow> decided, Caller by) =>
        decided.Succeeded ? EventsOf(decided.Value, by) : decided.Failure;

    public void Append(ImmutableArray<TicketEvent> events, Caller by)
    {
        var stamp = new EventStamp(Rows.Count + 1, Now, by.Subject, Guid.CreateVersion7());
        Rows.Add((stamp, events));
        State = events.Aggregate(State, (state, stored) => TicketFold.Apply(state, stored, stamp));
    }

    public TicketView View(Caller by, string language = "en") => TicketViews.Render(Samples.TicketId, State, State.Version, by, language, Now, Policies, Calendars);
}
