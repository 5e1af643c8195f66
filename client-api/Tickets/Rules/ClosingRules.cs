using AfterSales.Api.Values;
using AfterSales.Tickets;

namespace AfterSales.Api.Tickets.Rules;

internal static class ClosingRules
{
    public static void Reopen(Reopen body, ErrorList errors) => errors.Text("/reason", body.Reason);

    public static void Cancel(Cancel body, ErrorList errors) => errors.OptionalText("/reason", body.Reason);

    public static void Dispute(Dispute body, ErrorList errors)
    {
        errors.Text("/reason", body.Reason);
        errors.Evidence(body.Evidence);
    }

    public static void DecideDispute(DecideDispute body, ErrorList errors)
    {
        errors.Text("/reason", body.Reason);
        errors.OptionalAmount("/amount", body.Amount);
    }
}
