using AfterSales.LoadTests.Audit.Derived;
using AfterSales.LoadTests.Http;

namespace AfterSales.LoadTests.Audit.Api;

/// <summary>Orders' actors show the claims and the money that their streams say; without a log, at least the orders that were imported.</summary>
internal sealed class OrderCheck(AuditSettings settings) : IAuditCheck
{
    public string Name => "orders through the API";

    public Task Run(AuditContext context, CancellationToken cancellation)
    {
        // Those with cases are worth asking; of the others a few.
        var claimed = context.Log.Orders.Values.Where(order => order.Claims is not null).Select(order => order.Id).ToList();
        var sample = SeededSample.Of(claimed, settings.OtherSamples, context.Plan.Seed)
            .Union(SeededSample.Of(context.Journal.Orders.Keys.ToList(), settings.OtherSamples / 10, context.Plan.Seed)).ToList();
        context.Looked(AuditNames.OrdersAsked, sample.Count);
        return AskAgain.Of(context, settings, sample, order => Ask(context, order), cancellation);
    }

    private static async Task<Suspicion?> Ask(AuditContext context, string order)
    {
        var stream = ClaimCheck.StreamOf(order);
        var answer = await context.Api.Get($"/v1/orders/{order}");
        if (!answer.Succeeded)
        {
            return new Suspicion(AuditKinds.Lost, $"order {order}: {answer.Code}", stream);
        }

        if (context.Database is null || context.Log.Orders.GetValueOrDefault(stream) is not { } known)
        {
            return null;
        }

        var open = (known.Claims ?? []).Where(claim => claim.Value.Open).Select(claim => claim.Key).ToHashSet();
        var shown = answer.Body.GetProperty("lines").EnumerateArray().Where(line => line.TryGetProperty("openTicket", out var ticket) && ticket.ValueKind != System.Text.Json.JsonValueKind.Null)
            .Select(line => line.GetProperty("openTicket").GetGuid()).ToHashSet();
        var refunded = (known.Claims ?? []).Values.Sum(claim => claim.Refunded);
        return !shown.SetEquals(open) ? new Suspicion(AuditKinds.Different, $"order {order} shows {shown.Count} open cases, the log has {open.Count}", stream)
            : answer.Amount("refunded") != refunded ? new Suspicion(AuditKinds.Different, $"order {order} shows {answer.Amount("refunded")} refunded, the log has {refunded}", stream)
            : null;
    }
}
