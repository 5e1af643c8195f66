using System.Net;
using System.Text.Json.Nodes;
using Xunit;

[assembly: AssemblyFixture(typeof(AfterSales.Tests.Api.Fixtures.SystemFixture))]

namespace AfterSales.Tests.Api.Fixtures;

/// <summary>Tests against the one running system of this assembly; each works on orders and customers of its own.</summary>
public abstract class SystemTests
{
    private readonly SystemFixture _system;

    protected SystemTests(SystemFixture system)
    {
        TestDatabase.Require();
        _system = system;
    }

    protected ApiClient Api => _system.Client;

    protected SystemFixture System => _system;

    /// <summary>Imports a fresh order and answers its id and customer.</summary>
    protected async Task<(string OrderId, string Customer)> GivenOrder(string state = "NotShipped", bool opened = false)
    {
        var (orderId, customer) = (Bodies.NewId("o"), Bodies.NewId("c"));
        var answer = await Api.Put($"/v1/orders/{orderId}", "integration", Bodies.Order(customer, state, opened));
        Assert.True(answer.Status == HttpStatusCode.Created, answer.Text);
        return (orderId, customer);
    }

    /// <summary>Opens a case as the order's customer and expects it to be accepted.</summary>
    protected async Task<(Guid Ticket, string Customer)> GivenTicket(string kind = "RefundOnly", string state = "Delivered", string? category = "Quality", bool opened = true)
    {
        var (orderId, customer) = await GivenOrder(state, opened);
        var answer = await Api.Post("/v1/tickets", $"customer:{customer}", Bodies.Open(orderId, kind, category: category));
        Assert.True(answer.Status == HttpStatusCode.Created, answer.Text);
        return (answer.Id, $"customer:{customer}");
    }

    /// <summary>Takes an action and expects the step it leads to.</summary>
    protected async Task<ApiAnswer> Act(Guid ticket, string role, string action, string step, JsonNode? body = null)
    {
        var answer = await Api.Act(ticket, action, role, body);
        Assert.True(answer.Status == HttpStatusCode.OK, $"{action}: {answer.Text}");
        Assert.Equal(step, answer.Step);
        return answer;
    }

    protected static void AssertProblem(ApiAnswer answer, HttpStatusCode status, string code)
    {
        Assert.True(answer.Status == status && answer.Code == code, $"expected {(int)status} {code}, got {(int)answer.Status} {answer.Text}");
        Assert.Equal("application/problem+json", answer.MediaType);
        Assert.False(string.IsNullOrEmpty(answer.Body!["traceId"]?.GetValue<string>()), "a problem names its trace");
    }
}
