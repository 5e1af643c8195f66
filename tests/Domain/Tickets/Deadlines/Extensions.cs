using AfterSales.Deadlines;

namespace AfterSales.Tests.Domain.Tickets;

internal static class Extensions
{
    /// <summary>An extension of the rule a case is under, asked for now.</summary>
    public static DeadlineExtension Of(Case waiting, TimeSpan by, int number = 1) => new(
        new Guid(number, 0, 0, [8, 0, 0, 0, 0, 0, 0, 0]), waiting.State.Deadline!.Rule, [], by, waiting.Now, "l-1");
}
