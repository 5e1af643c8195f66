using AfterSales.Api.Values;
using AfterSales.Tickets;

namespace AfterSales.Api.Tickets.Rules;

internal static class ReviewRules
{
    public static void Approve(Approve body, ErrorList errors)
    {
        errors.OptionalAmount("/amount", body.Amount);
        errors.OptionalText("/note", body.Note);
    }

    public static void Reject(Reject body, ErrorList errors) => errors.Text("/reason", body.Reason);

    public static void RequestInfo(RequestInfo body, ErrorList errors) => errors.Text("/questions", body.Questions);

    public static void ProvideInfo(ProvideInfo body, ErrorList errors)
    {
        errors.Answers(body.Answers, min: 1);
        errors.Evidence(body.Evidence);
    }

    public static void CounterOffer(CounterOffer body, ErrorList errors)
    {
        if (body is { Kind: null, Amount: null })
        {
            errors.Add("", "must offer a kind, an amount, or both");
        }

        errors.OptionalAmount("/amount", body.Amount);
        errors.Text("/message", body.Message);
    }

    public static void DeclineOffer(DeclineOffer body, ErrorList errors) => errors.OptionalText("/reason", body.Reason);
}
