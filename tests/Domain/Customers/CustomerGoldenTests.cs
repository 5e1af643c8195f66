using System.Text;
using AfterSales.Customers.Domain;
using Xunit;

namespace AfterSales.Tests.Domain.Customers;

/// <summary>Stored events are read for ever: their JSON is held still by files.</summary>
public sealed class CustomerGoldenTests
{
    [Fact]
    public void Budget_taken_is_written_and_read_as_its_golden_file_says()
    {
        var taken = new BudgetTaken("c-1", new Guid("0198c0de-0000-8000-8000-000000000001"), 1_999, "CNY", new DateOnly(2026, 3, 11), 4, "gold");
        var golden = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Customers", "Golden", "budget-taken.v1.json")).TrimEnd();
        Assert.Equal(golden, Encoding.UTF8.GetString(CustomerCodec.Instance.Encode([taken]).Data));
        Assert.Equal(taken, Assert.Single(CustomerCodec.Instance.Decode(Encoding.UTF8.GetBytes(golden), null)));
    }

    [Fact]
    public void Every_event_type_has_a_golden_file() =>
        Assert.Equal([nameof(BudgetTaken)], typeof(CustomerEvent).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(CustomerEvent))).Select(type => type.Name));

    [Theory]
    [InlineData("2026-03-10T15:59:59.999+00:00", "2026-03-10")]
    [InlineData("2026-03-10T16:00:00+00:00", "2026-03-11")]
    [InlineData("2026-03-10T23:30:00-08:00", "2026-03-11")]
    public void A_business_day_is_a_day_in_China(string at, string day) =>
        Assert.Equal(DateOnly.Parse(day), BusinessDay.Of(DateTimeOffset.Parse(at)));
}
