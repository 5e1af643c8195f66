using AfterSales.Api.Values;
using AfterSales.Tickets;

namespace AfterSales.Api.Tickets.Rules;

internal static class DialogueRules
{
    public static void Reply(Reply body, ErrorList errors) => errors.Text("/text", body.Text);

    public static void Note(Note body, ErrorList errors) => errors.Text("/text", body.Text);

    public static void CustomerMessage(CustomerMessage body, ErrorList errors) => errors.Text("/text", body.Text);

    public static void Resolve(Resolve body, ErrorList errors) => errors.Text("/summary", body.Summary);

    public static void Rate(Rate body, ErrorList errors)
    {
        errors.Number("/score", body.Score, 1, 5);
        errors.OptionalText("/comment", body.Comment);
    }
}
