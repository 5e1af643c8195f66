using System.Text;
using AfterSales.Api.Tickets;
using Xunit;

namespace AfterSales.Tests.Api.Unit;

/// <summary>Which requests are the same request: content counts, its writing does not.</summary>
public sealed class IdentityTests
{
    private static readonly Caller Customer = new("aftersales", "c-1", Roles.Customer);

    [Theory]
    [InlineData("""{ "subject" : "s", "kind":"Complaint",  "description":"d", "answers":{"b":"2","a":"1"} }""")]
    [InlineData("""{"description":"d","subject":"\u0073","answers":{"a":"1","b":"2"},"kind":"Complaint","lines":[],"orderId":null,"channel":"Web"}""")]
    public void White_space_order_and_what_is_left_out_do_not_matter(string body) =>
        Assert.Equal(Identity("""{"kind":"Complaint","subject":"s","description":"d","answers":{"a":"1","b":"2"}}"""), Identity(body));

    [Fact]
    public void Another_content_has_the_same_key_and_another_identity()
    {
        var one = Identity("""{"kind":"Complaint","subject":"s","description":"d"}""");
        var other = Identity("""{"kind":"Complaint","subject":"s","description":"e"}""");
        Assert.Equal(one.Key, other.Key);
        Assert.NotEqual(one, other);
    }

    [Fact]
    public void The_operation_is_part_of_the_content()
    {
        var open = OpenEndpoint.Body.Parse("""{"kind":"Complaint","subject":"s","description":"d"}"""u8).Value!;
        Assert.NotEqual(
            OpenEndpoint.Body.IdentityOf(Customer, "k", "open\n"u8, open),
            OpenEndpoint.Body.IdentityOf(Customer, "k", "close\n"u8, open));
    }

    private static CommandId Identity(string body) =>
        OpenEndpoint.Body.IdentityOf(Customer, "k", "open\n"u8, OpenEndpoint.Body.Parse(Encoding.UTF8.GetBytes(body)).Value!);
}
