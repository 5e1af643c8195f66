using AfterSales.Api.Auth;
using AfterSales.Api.Http;
using AfterSales.Api.Json;
using AfterSales.Api.Problems;
using AfterSales.Api.Tickets.Lists;
using AfterSales.Api.Values;
using AfterSales.Customers;
using AfterSales.ReadModel;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace AfterSales.Api.Customers;

/// <summary>/v1/customers: summary from the grain, orders and cases from the read model.</summary>
internal static class CustomersEndpoints
{
    private const int MaxOrders = 50;
    private const int MaxPast = 50;

    /// <summary>Open cases are asked for on their own: an old one must not be hidden by newer ones that are over.</summary>
    private const int MaxOpen = 200;

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
        var open = queries.List(new TicketFilter { CustomerId = id, Settled = false }, null, MaxOpen, http.RequestAborted);
        var past = queries.List(new TicketFilter { CustomerId = id, Settled = true }, null, MaxPast, http.RequestAborted);
        var summary = await grains.GetGrain<ICustomerGrain>(id).Get(http.ReadContext());
        await Task.WhenAll(orders, open, past);
        return summary.Succeeded
            ? new JsonAnswer<CustomerBody>(Body(summary.Value, await orders, await open, await past, http), ApiJson.Responses.CustomerBody)
            {
                ReadLag = lag.Current,
            }
            : (ProblemAnswer)summary.Failure;
    }

    private static CustomerBody Body(
        CustomerSummary summary, IReadOnlyList<CustomerOrderRow> orders, TicketList open, TicketList past, HttpContext http)
    {
        var caller = http.Caller();
        var language = Languages.Of(http.Request);
        return new CustomerBody
        {
            CustomerId = summary.CustomerId,
            // The newest order that tells one; the actor may have started before it was imported.
            Tier = orders.FirstOrDefault(order => order.Tier is not null)?.Tier ?? summary.Tier,
            Orders = [.. orders.Select(order => new CustomerOrderBody(order.OrderId, order.PaidAt, order.Tickets.OrEmpty()))],
            OpenTickets = [.. open.Items.Select(row => TicketListItem.Of(row, caller, language))],
            PastTickets = [.. past.Items.Select(row => TicketListItem.Of(row, caller, language))],
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
