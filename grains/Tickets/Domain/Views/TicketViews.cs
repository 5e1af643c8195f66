using AfterSales.Calendars;
using AfterSales.Policies;

namespace AfterSales.Tickets;

/// <summary>A case as one caller may see it (api.md, Ticket). Pure: the same state, caller and time always give the same answer.</summary>
internal static class TicketViews
{
    public static TicketView Render(
        Guid id, TicketState state, int version, Caller caller, string language, DateTimeOffset now, PolicySet policies, CalendarSet calendars)
    {
        var stage = TicketStages.Of(state.Step);
        var view = new TicketView
        {
            Id = id,
            Number = TicketNumber.Of(id),
            Version = version,
            Kind = state.Kind,
            Step = state.Step,
            Stage = stage,
            StageLabel = TicketLabels.Of(stage, language),
            CustomerId = state.CustomerId,
            OrderId = state.OrderId,
            Lines = Lines(state),
            Subject = state.Subject,
            Description = state.Description,
            Priority = state.Priority,
            Category = state.Category,
            RequestedAmount = state.Requested,
            ApprovedAmount = state.Approved,
            RefundedAmount = state.Refunded,
            Decision = state.Decision is { } decision ? new DecisionView(decision.Automatic, decision.Rule, decision.PolicyVersion) : null,
            Offer = state.Offer is { } offer ? new OfferView(offer.Kind, offer.Amount, offer.MadeAt) : null,
            ReturnAddress = state.ReturnAddress,
            ReturnParcel = Parcel(state.ReturnParcel),
            OutboundParcel = Parcel(state.OutboundParcel),
            Rating = state.Rating,
            Deadline = DeadlineViews.Of(state, caller, language),
            WaitingIn = state.Waiting?.Queue,
            AllowedActions = TicketGraph.AllowedActions(state, new DecisionContext(now, caller, policies)),
            Clocks = ClockViews.Render(state, caller, now, calendars),
            CreatedAt = state.CreatedAt,
            UpdatedAt = state.UpdatedAt,
        };
        return caller.IsStaff ? WithInternals(view, state) : view;
    }

    /// <summary>Steps passed, what can follow, who may do it, and what this caller may do now.</summary>
    public static TicketGraphView Graph(TicketState state, Caller caller, string language, DateTimeOffset now, PolicySet policies)
    {
        var context = new DecisionContext(now, caller, policies);
        return new TicketGraphView(
            state.Kind,
            state.Step,
            [.. state.Passed.Select(passed => new PassedStepView(passed.Step, TicketLabels.Of(passed.Step, language), passed.At))],
            [
                .. TicketGraph.Possible(state, context)
                    .Select(row => new TransitionView(row.Action, RoleNames.All(row.Roles), row.To(state), caller.HasAny(row.Roles))),
            ],
            TicketPaths.Path(state.Kind),
            TicketGraph.AllowedActions(state, context),
            DeadlineViews.Of(state, caller, language));
    }

    /// <summary>What customers never see.</summary>
    private static TicketView WithInternals(TicketView view, TicketState state) => view with
    {
        Tags = state.Tags,
        Owner = state.Owner,
        Queue = state.Waiting?.Queue ?? state.Assignment?.Queue,
        Queued = state.Waiting is { } waits
            ? new QueuedView(waits.Rule, waits.PolicyVersion, waits.Department, waits.Since, waits.EnteredAt, TicketRouting.Due(state, waits))
            : null,
        Assignment = state.Assignment is { } held
            ? new AssignmentView(held.Id, held.Agent, held.Mode, held.At, held.Units, held.Active, held.Reason)
            : null,
        Assignee = state.Assignee,
        DuplicateOf = state.DuplicateOf,
        Escalated = state.Escalated ? true : null,
        Breached = state.Breached ? true : null,
    };

    private static ImmutableArray<TicketLineView> Lines(TicketState state) => state.Claim is { } claim
        ? [.. state.Lines.Select(line => new TicketLineView(line.LineId, line.Sku, line.Title, line.Quantity, claim with { Amount = line.Amount }))]
        : [];

    private static ParcelView? Parcel(TicketParcel? parcel) =>
        parcel is null ? null : new ParcelView(parcel.Carrier, parcel.TrackingNumber, parcel.ShippedAt, parcel.DeliveredAt);
}
