using AfterSales.LoadTests.Http;

namespace AfterSales.LoadTests.Audit.Api;

/// <summary>Paging through the list shows every acknowledged case once, and not behind what was acknowledged.</summary>
internal sealed class ListCheck : IAuditCheck
{
    private const int PageSize = 200;

    /// <summary>A system with much older content is not paged through for cases that are not there.</summary>
    private const int ExtraPages = 100;

    public string Name => "lists";

    public async Task Run(AuditContext context, CancellationToken cancellation)
    {
        var journal = context.Journal.All;
        var seen = new HashSet<Guid>();
        var missing = journal.Count(entry => entry.Value.Acknowledged > 0);
        string? cursor = null;
        for (var pages = (journal.Count * 2 / PageSize) + ExtraPages; pages > 0 && missing > 0; pages--)
        {
            cancellation.ThrowIfCancellationRequested();
            var page = await context.Api.Get($"/v1/tickets?limit={PageSize}{(cursor is null ? "" : $"&cursor={Uri.EscapeDataString(cursor)}")}");
            foreach (var item in page.Body.GetProperty("items").EnumerateArray())
            {
                var id = item.GetProperty("id").GetGuid();
                if (!seen.Add(id))
                {
                    context.Found(AuditKinds.Doubled, $"case {id} is listed twice");
                }
                else if (journal.TryGetValue(id, out var told) && told.Acknowledged > 0)
                {
                    missing--;
                    context.Looked(AuditNames.Listed);
                    Compare(context, id, told.Version, item.GetProperty("version").GetInt64());
                }
            }

            if (Cursor(page) is not { } next)
            {
                break;
            }

            cursor = next;
        }

        if (missing > 0)
        {
            context.Found(AuditKinds.Lost, $"{missing} acknowledged cases are not listed, e.g. {journal.First(entry => entry.Value.Acknowledged > 0 && !seen.Contains(entry.Key)).Key}", missing);
        }
    }

    private static void Compare(AuditContext context, Guid id, long told, long listed)
    {
        if (listed < told)
        {
            context.Found(AuditKinds.Different, $"case {id} is listed as version {listed}, acknowledged was {told}");
        }
    }

    private static string? Cursor(ApiAnswer page) => page.Body.TryGetProperty("nextCursor", out var next) ? next.GetString() : null;
}
