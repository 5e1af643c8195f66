using AfterSales.LoadTests.Audit.Derived;
using AfterSales.LoadTests.Http;

namespace AfterSales.LoadTests.Audit.Api;

/// <summary>Customers see their own cases in their lists, each once, and nobody else's.</summary>
internal sealed class OwnListCheck(AuditSettings settings) : IAuditCheck
{
    private const int PageSize = 100;

    public string Name => "lists of customers";

    public Task Run(AuditContext context, CancellationToken cancellation)
    {
        var sample = SeededSample.Of([.. context.Journal.Customers.Order(StringComparer.Ordinal)], settings.Customers, context.Plan.Seed);
        context.Looked(AuditNames.ListedOwn, sample.Count);
        return AskAgain.Of(context, settings, sample, customer => Ask(context, customer, cancellation), cancellation);
    }

    private static async Task<Suspicion?> Ask(AuditContext context, string customer, CancellationToken cancellation)
    {
        var own = context.Log.Cases.Values.Where(known => known.Opened && known.CustomerId == customer).Select(known => known.Id).ToHashSet();
        var listed = await Listed(context, ApiCaller.Customer(customer), cancellation);
        ImmutableArray<Guid> missed = [.. own.Except(listed)], foreign = [.. listed.Except(own)];
        return missed.Length > 0 ? new Suspicion(AuditKinds.Lost, $"customer {customer} is not shown {missed.Length} of his cases, e.g. {missed[0]}", missed)
            : foreign.Length > 0 ? new Suspicion(AuditKinds.Different, $"customer {customer} is shown {foreign.Length} cases that are not his, e.g. {foreign[0]}", foreign)
            : listed.Count > own.Count ? new Suspicion(AuditKinds.Doubled, $"customer {customer} is shown {listed.Count} cases and has {own.Count}", [.. own])
            : null;
    }

    private static async Task<List<Guid>> Listed(AuditContext context, ApiCaller customer, CancellationToken cancellation)
    {
        var listed = new List<Guid>();
        for (string? cursor = ""; cursor is not null;)
        {
            cancellation.ThrowIfCancellationRequested();
            var page = await context.Api.Get($"/v1/tickets?limit={PageSize}{(cursor.Length == 0 ? "" : $"&cursor={Uri.EscapeDataString(cursor)}")}", customer);
            listed.AddRange(page.Body.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetGuid()));
            cursor = page.Body.TryGetProperty("nextCursor", out var next) ? next.GetString() : null;
        }

        return listed;
    }
}
