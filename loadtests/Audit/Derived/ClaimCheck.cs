using AfterSales.LoadTests.Audit.Folding;
using AfterSales.Log;

namespace AfterSales.LoadTests.Audit.Derived;

/// <summary>Orders hold pieces for open cases and for nothing else, and know what their cases refunded.</summary>
internal sealed class ClaimCheck : IDerivedCheck
{
    public IAsyncEnumerable<Suspicion> Compare(AuditContext context, StreamScope scope, CancellationToken cancellation) =>
        OfOrders(context, scope).Concat(OfCases(context, scope)).ToAsyncEnumerable();

    /// <summary>The stream of an order follows from its name.</summary>
    public static Guid StreamOf(string order) => StreamIds.Of(StreamKind.Order, order);

    private static IEnumerable<Suspicion> OfOrders(AuditContext context, StreamScope scope)
    {
        foreach (var order in context.Log.Orders.Values.Where(order => scope.Holds(order.Stream) && order.Claims is not null))
        {
            foreach (var (ticket, claim) in order.Claims!)
            {
                if (scope.IsWhole)
                {
                    context.Looked(AuditNames.Claims);
                }

                // A case that is looked at again is read together with its order, and so the other way round.
                if (Fault(context, ticket, claim) is { } fault)
                {
                    yield return new Suspicion(fault.Kind, $"order {order.Id}, case {ticket}: {fault.What}", order.Stream, ticket);
                }
            }
        }
    }

    private static (string Kind, string What)? Fault(AuditContext context, Guid ticket, ClaimFacts claim)
    {
        if (context.Log.Case(ticket) is not { Opened: true } known)
        {
            return claim.Open ? (AuditKinds.Half, "pieces are held for a case that was never opened") : null;
        }

        return claim.Open && IsOver(known) ? (AuditKinds.Half, $"pieces are held for a case that is {known.Step}")
            : !claim.Open && !IsOver(known) ? (AuditKinds.Half, $"nothing is held for a case in {known.Step}")
            : claim.Refunded != known.Refunded ? (AuditKinds.Different, $"the order knows {claim.Refunded} as refunded, the case {known.Refunded}")
            : null;
    }

    private static IEnumerable<Suspicion> OfCases(AuditContext context, StreamScope scope)
    {
        foreach (var known in context.Log.Cases.Values.Where(known => known.Opened && known.HoldsGoods && scope.Holds(known.Id)))
        {
            var order = StreamOf(known.OrderId!);
            if (context.Log.Orders.GetValueOrDefault(order)?.Claims?.ContainsKey(known.Id) != true)
            {
                yield return new Suspicion(AuditKinds.Half, $"case {known.Id} claimed nothing of order {known.OrderId}", order, known.Id);
            }
        }
    }

    /// <summary>A closed case whose goods are still to be sent back holds its pieces; the read model knows which these are.</summary>
    private static bool IsOver(CaseFacts known) => known.IsTerminal && known.Settled != false;
}
