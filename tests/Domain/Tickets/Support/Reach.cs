using AfterSales.Policies;
using AfterSales.Tickets;

namespace AfterSales.Tests.Domain.Tickets;

/// <summary>Brings a case of any kind into any step its kind has, by commands only.</summary>
internal static class Reach
{
    /// <summary>Steps that a fresh case of this kind can be brought into.</summary>
    public static IEnumerable<TicketStep> Steps(TicketKind kind) => TicketPaths.Steps(kind)
        .Where(step => step != TicketStep.ReturningGoods || TicketPaths.Path(kind).Contains(TicketStep.AwaitingInspection));

    public static Case Step(TicketKind kind, TicketStep step, PolicySet? policies = null)
    {
        var reached = Case.Opened(kind, policies: policies);
        switch (step)
        {
            case TicketStep.AwaitingCustomer:
                return reached.Do(new RequestInfo("Which?"), People.Agent);
            case TicketStep.CounterOffered:
                return reached.Do(Commands.Of("counter-offer", reached.State), People.Agent);
            case TicketStep.Rejected:
                return reached.Do(new Reject("no"), People.Agent);
            case TicketStep.InDispute:
                return Step(kind, TicketStep.Rejected, policies).Do(new Dispute("yes"), People.Customer);
            case TicketStep.Closed:
                return Step(kind, TicketStep.InDispute, policies).Do(new DecideDispute(DisputeOutcome.Shop, "no"), People.Arbitrator);
            case TicketStep.Cancelled:
                return reached.Do(new Cancel(), People.Customer);
            case TicketStep.ReturningGoods:
                return Step(kind, TicketStep.AwaitingInspection, policies).Do(new Reject("used"), People.Warehouse).Do(new ShipBack("SF", "SF-3"), People.Warehouse);
            default:
                return Along(reached, step);
        }
    }

    /// <summary>Does what brings the case one step along its path until it is in <paramref name="step"/>.</summary>
    public static Case Along(Case moving, TicketStep step)
    {
        while (moving.State.Step != step)
        {
            Forward(moving);
        }

        return moving;
    }

    private static void Forward(Case moving)
    {
        var (action, by) = moving.State.Step switch
        {
            TicketStep.UnderReview => ("approve", People.Agent),
            TicketStep.AwaitingReturn => ("ship-return", People.Customer),
            TicketStep.ReturnInTransit => ("report-arrival", People.Warehouse),
            TicketStep.AwaitingInspection when moving.State.Kind == TicketKind.Repair => ("start-repair", People.Workshop),
            TicketStep.AwaitingInspection => ("confirm-receipt", People.Warehouse),
            TicketStep.AwaitingRefund => ("refund-issued", People.Finance),
            TicketStep.AwaitingReplacement => ("ship-replacement", People.Warehouse),
            TicketStep.InRepair => ("finish-repair", People.Workshop),
            TicketStep.ReplacementInTransit => ("confirm-delivery", People.Customer),
            TicketStep.InDialogue => ("resolve", People.Agent),
            TicketStep.Resolved => ("confirm-resolution", People.Customer),
            var end => throw new InvalidOperationException($"Nothing leads on from {end}."),
        };
        moving.Do(Commands.Of(action, moving.State), by);
    }
}
