using AfterSales.Api.Values;
using AfterSales.Orders;

namespace AfterSales.Api.Orders;

internal static class OrderRules
{
    public static void Facts(OrderFacts body, ErrorList errors)
    {
        errors.Number("/version", body.Version, 0, long.MaxValue);
        errors.Id("/customerId", body.CustomerId);
        if (body.CustomerTier is { } tier)
        {
            errors.Line("/customerTier", tier, Limits.Id);
        }

        errors.Time("/paidAt", body.PaidAt);
        errors.Time("/shippedAt", body.ShippedAt);
        errors.Time("/promisedAt", body.PromisedAt);
        errors.Time("/deliveredAt", body.DeliveredAt);
        errors.Amount("/shippingFee", body.ShippingFee);
        var lines = body.Lines.OrEmpty();
        errors.Count("/lines", lines.Length, 1, Limits.OrderLines);
        for (var i = 0; i < lines.Length; i++)
        {
            Line(lines[i], i, errors);
        }

        errors.DistinctLines(lines, line => line.LineId);
    }

    private static void Line(OrderLineFacts line, int index, ErrorList errors)
    {
        errors.Id(new Place("/lines", index, "/lineId"), line.LineId);
        errors.Line(new Place("/lines", index, "/sku"), line.Sku, Limits.Sku);
        errors.TextOrEmpty(new Place("/lines", index, "/title"), line.Title, Limits.Title);
        errors.Number(new Place("/lines", index, "/quantity"), line.Quantity, 1, Limits.Quantity);
        errors.Amount(new Place("/lines", index, "/unitPrice"), line.UnitPrice);
        errors.Amount(new Place("/lines", index, "/paid"), line.Paid);
        errors.Line(new Place("/lines", index, "/category"), line.Category, Limits.Id);
    }
}
