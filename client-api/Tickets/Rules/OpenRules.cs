using AfterSales.Api.Values;
using AfterSales.Tickets;

namespace AfterSales.Api.Tickets.Rules;

internal static class OpenRules
{
    public static void Open(OpenTicket body, ErrorList errors)
    {
        var lines = body.Lines.OrEmpty();
        errors.OptionalId("/orderId", body.OrderId);
        errors.OptionalId("/customerId", body.CustomerId);
        errors.Count("/lines", lines.Length, 0, Limits.TicketLines);
        for (var i = 0; i < lines.Length; i++)
        {
            errors.Id(new Place("/lines", i, "/lineId"), lines[i].LineId);
            errors.Number(new Place("/lines", i, "/quantity"), lines[i].Quantity, 1, Limits.Quantity);
        }

        errors.DistinctLines(lines, line => line.LineId);
        errors.OptionalText("/reason", body.Reason);
        errors.Text("/subject", body.Subject, Limits.Subject);
        errors.TextOrEmpty("/description", body.Description, Limits.LongText);
        errors.OptionalAmount("/requestedAmount", body.RequestedAmount);
        errors.Answers(body.Answers, min: 0);
        errors.Evidence(body.Evidence);
        if (body.WindowOverride is { } given)
        {
            errors.Text("/windowOverride/reason", given.Reason);
        }
    }

    public static OpenTicket Complete(OpenTicket body) => body with
    {
        Lines = body.Lines.OrEmpty(),
        Evidence = body.Evidence.OrEmpty(),
        Answers = body.Answers ?? ImmutableDictionary<string, string>.Empty,
    };
}
