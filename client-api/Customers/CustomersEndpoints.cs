using AfterSales.Api.Auth;
using AfterSales.Api.Http;
using AfterSales.Api.Json;
using AfterSales.Api.Problems;
using AfterSales.Api.Tickets.Lists;
using AfterSales.Api.Values;
using AfterSales.Customers;
using AfterSales.ReadModel;
using AfterSales.Tickets;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace AfterSales.Api.Customers;

/// <summary>/v1/customers: summary from the grain, orders and cases from the read model.</summary>
internal static class CustomersEndpoints
{
    private const int MaxOrders = 50;
    private const int MaxTickets = 50;

    public static void MapCustomersEndpoints(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/v1/customers/{id}", Get).RequireAuthorization(Access.Anyone).WithTags("Customers");

    private static async Task<Results<JsonAnswer<CustomerBody>, ProblemAnswer>> Get(
        string id, HttpContext http, [FromServices] IGrainFactory grains, [FromServices] ITicketQueries queries, [FromServices] IReadLag lag)
    {
        var caller = http.Caller();
        if (!TextRules.IsId(id) || (!caller.IsStaff && caller.Subject != id))
        {
            return (ProblemAnswer)Refusals.NotFound;
        }

        var orders = queries.OrdersOf(id, MaxOrders, http.RequestAborted);
        var tickets = queries.List(new TicketFilter { CustomerId = id }, null, MaxTickets, http.RequestAborted);
        var summary = await grains.GetGrain<ICustomerGrain>(id).Get(http.ReadContext());
        await Task.WhenAll(orders, tickets);
        return summary.Succeeded
            ? new JsonAnswer<CustomerBody>(Body(summary.Value, await orders, await tickets, http), ApiJson.Responses.CustomerBody) { ReadLag = lag.Current }
            : (ProblemAnswer)summary.Failure;
    }

    private static CustomerBody Body(CustomerSummary summary, IReadOnlyList<CustomerOrderRow> orders, TicketList tickets, HttpContext http)
    {
        var caller = http.Caller();
        var language = Languages.Of(http.Request);
        var items = tickets.Items.Select(row => TicketListItem.Of(row, caller, language)).ToLookup(item => item.Step is TicketStep.Completed or TicketStep.Closed or TicketStep.Cancelled);
        return new CustomerBody
        {
            CustomerId = summary.CustomerId,
            Tier = summary.Tier,
            Orders = [.. orders.Select(order => new CustomerOrderBody(order.OrderId, order.PaidAt, order.Tickets.OrEmpty()))],
            OpenTickets = [.. items[false]],
            PastTickets = [.. items[true]],
            Counters = new CustomerCounters(
                summary.Tickets,
                summary.OpenTickets,
                summary.RecentTickets,
                caller.IsStaff ? summary.RejectedForAbuse : null,
                caller.IsStaff ? summary.BudgetUsedToday : null,
                caller.IsStaff ? summary.BudgetCases30Days : null),
        };
    }
}
