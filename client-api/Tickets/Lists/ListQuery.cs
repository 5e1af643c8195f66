using AfterSales.Api.Http;
using AfterSales.Api.Problems;
using AfterSales.Api.Values;
using AfterSales.ReadModel;
using AfterSales.Tickets;

namespace AfterSales.Api.Tickets.Lists;

/// <summary>The query string of GET /v1/tickets as a question to the read model.</summary>
/// <param name="Filter">All conditions, with a customer's own id among them.</param>
/// <param name="After">Where the page begins.</param>
/// <param name="Limit">1 to 200.</param>
internal sealed record ListQuery(TicketFilter Filter, TicketListCursor? After, int Limit)
{
    public static Outcome<ListQuery> Of(IQueryCollection parameters, Caller caller)
    {
        var query = new QueryReader(parameters);
        var paging = Paging.Read(query);
        var filter = Common(query);
        if (caller.IsStaff)
        {
            filter = WithInternal(query, filter);
        }
        else
        {
            // Another customer's cases do not exist for this one: the list is of both, so it is empty.
            filter = filter with { CustomerId = filter.CustomerId is null || filter.CustomerId == caller.Subject ? caller.Subject : NoCustomer };
        }

        if (query.Finish() is { } failure)
        {
            return failure;
        }

        if (paging.Cursor is null)
        {
            return new ListQuery(filter, null, paging.Limit);
        }

        return ListCursor.TryParse(paging.Cursor, filter, out var after)
            ? new ListQuery(filter, after, paging.Limit)
            : Refusals.InvalidCursor;
    }

    /// <summary>No id from outside may hold a blank, so no case has it.</summary>
    public const string NoCustomer = " ";

    private static TicketFilter Common(QueryReader query) => new()
    {
        Number = query.TakeLine("number", 32),
        CustomerId = query.TakeId("customer"),
        OrderId = query.TakeId("order"),
        Kind = query.TakeName<TicketKind>("kind"),
        Step = query.TakeName<TicketStep>("step"),
        Stage = query.TakeName<TicketStage>("stage"),
        Priority = query.TakeName<TicketPriority>("priority"),
        Category = query.TakeName<TicketCategory>("category"),
        CreatedFrom = query.TakeTime("createdFrom"),
        CreatedTo = query.TakeTime("createdTo"),
        Search = query.TakeLine("q", Limits.Search),
    };

    /// <summary>By what customers do not see they may not search either; to them these parameters are unknown.</summary>
    private static TicketFilter WithInternal(QueryReader query, TicketFilter filter) => filter with
    {
        Queue = query.TakeId("queue"),
        Assignee = query.TakeId("assignee"),
        Owner = query.TakeId("owner"),
        Tag = query.TakeLine("tag", Limits.Tag),
        Breached = query.TakeFlag("breached"),
    };
}
