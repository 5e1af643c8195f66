namespace AfterSales.Customers.Domain;

/// <summary>
/// The day a budget counts for: the calendar day in China (UTC+8, no daylight saving), whatever the server's zone. It is stored with each taking, so a
/// later change of this rule does not move old ones.
/// </summary>
internal static class BusinessDay
{
    private static readonly TimeSpan ChinaOffset = TimeSpan.FromHours(8);

    public static DateOnly Of(DateTimeOffset at) => DateOnly.FromDateTime(at.ToOffset(ChinaOffset).DateTime);
}
