using AfterSales.Api.Tickets.Lists;
using AfterSales.ReadModel;
using AfterSales.Tickets;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Xunit;

namespace AfterSales.Tests.Api.Unit;

/// <summary>The query string of a list, and the cursor that is bound to it.</summary>
public sealed class ListQueryTests
{
    private static readonly Caller Agent = new("aftersales", "a-1", Roles.Agent);
    private static readonly Caller Customer = new("aftersales", "c-1", Roles.Customer);
    private static readonly TicketListCursor Place = new(new DateTimeOffset(2026, 5, 1, 1, 2, 3, TimeSpan.Zero), Guid.NewGuid());

    [Fact]
    public void Every_filter_of_the_contract_is_read()
    {
        var query = Read(
            "number=ABC&customer=c&order=o&kind=RefundOnly&step=UnderReview&stage=InReview&queue=q&assignee=a&owner=w&priority=P1&category=Quality&tag=t"
            + "&breached=true&createdFrom=2026-01-01T00:00:00Z&createdTo=2026-02-01T08:00:00%2B08:00&q=leaks&limit=7",
            Agent).Value!;
        Assert.Equal(7, query.Limit);
        Assert.Equal(
            new TicketFilter
            {
                Number = "ABC", CustomerId = "c", OrderId = "o", Kind = TicketKind.RefundOnly, Step = TicketStep.UnderReview, Stage = TicketStage.InReview,
                Queue = "q", Assignee = "a", Owner = "w", Priority = TicketPriority.P1, Category = TicketCategory.Quality, Tag = "t", Breached = true,
                CreatedFrom = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), CreatedTo = new DateTimeOffset(2026, 2, 1, 0, 0, 0, TimeSpan.Zero),
                Search = "leaks",
            },
            query.Filter);
    }

    [Theory]
    [InlineData("colour=red")]
    [InlineData("limit=0")]
    [InlineData("limit=201")]
    [InlineData("limit=ten")]
    [InlineData("kind=")]
    [InlineData("kind=RefundOnly&kind=Repair")]
    [InlineData("kind=0")]
    [InlineData("customer=a%20b")]
    [InlineData("breached=yes")]
    [InlineData("createdFrom=2026-01-01")]
    [InlineData("q=bell%07")]
    public void Anything_else_is_refused(string query) => Assert.Equal(FailureCodes.InvalidValue, Read(query, Agent).Failure?.Code);

    [Fact]
    public void All_wrong_parameters_are_named_at_once() =>
        Assert.Equal(["/colour", "/kind", "/limit"], Read("limit=0&kind=Gift&colour=red", Agent).Failure!.Errors.Select(error => error.Pointer).Order());

    [Fact]
    public void A_customer_is_bound_to_his_own_cases()
    {
        Assert.Equal("c-1", Read("", Customer).Value!.Filter.CustomerId);
        Assert.Equal("c-1", Read("customer=c-1", Customer).Value!.Filter.CustomerId);
        Assert.Equal(ListQuery.NoCustomer, Read("customer=c-2", Customer).Value!.Filter.CustomerId);
        Assert.Equal(FailureCodes.InvalidValue, Read("tag=vip", Customer).Failure?.Code);
    }

    [Fact]
    public void A_cursor_returns_under_the_same_filters_only()
    {
        var filter = Read("kind=Repair", Agent).Value!.Filter;
        var cursor = ListCursor.ToText(Place, filter);
        Assert.Equal(Place, Read($"kind=Repair&cursor={cursor}", Agent).Value!.After);
        Assert.Equal(FailureCodes.InvalidCursor, Read($"kind=Exchange&cursor={cursor}", Agent).Failure?.Code);
    }

    [Fact]
    public void A_cursor_with_any_byte_changed_is_refused()
    {
        var cursor = WebEncoders.Base64UrlDecode(ListCursor.ToText(Place, new TicketFilter()));
        for (var i = 0; i < cursor.Length; i++)
        {
            var damaged = (byte[])cursor.Clone();
            damaged[i] ^= 1;
            Assert.False(ListCursor.TryParse(WebEncoders.Base64UrlEncode(damaged), new TicketFilter(), out _), $"byte {i}");
        }
    }

    [Theory]
    [InlineData("garbage")]
    [InlineData("====")]
    [InlineData("%F0%9F%92%A5")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public void A_made_up_cursor_is_refused(string cursor) => Assert.Equal(FailureCodes.InvalidCursor, Read($"cursor={cursor}", Agent).Failure?.Code);

    private static Outcome<ListQuery> Read(string query, Caller caller) => ListQuery.Of(new QueryCollection(QueryHelpers.ParseQuery(query)), caller);
}
