using System.Text.Json;
using System.Text.Json.Nodes;
using AfterSales.LoadTests.Audit.Log;
using AfterSales.LoadTests.Driving.Journal;

namespace AfterSales.LoadTests.Audit.Api;

/// <summary>Bodies of commands that are sent again: journals keep none, but what a command said can often be read from its row.</summary>
internal static class ReplayBodies
{
    private const string Rows = """
        select e.stream_id, e.seq, e.data from event_log e
        join unnest($1::uuid[], $2::int[]) a (stream, version) on e.stream_id = a.stream and e.seq = a.version
        """;

    public static async Task<Dictionary<JournalEntry, byte[]>> Of(AuditDatabase? database, IReadOnlyList<JournalEntry> entries, CancellationToken cancellation)
    {
        var events = new Dictionary<(Guid, long), JsonObject>();
        if (database is not null)
        {
            var known = entries.Where(entry => entry.Version is not null).ToList();
            object streams = known.Select(entry => entry.Ticket!.Value).ToArray();
            object versions = known.Select(entry => (int)entry.Version!.Value).ToArray();
            await foreach (var row in database.Rows(Rows, cancellation, streams, versions))
            {
                if (JsonNode.Parse(row.GetFieldValue<byte[]>(2)) is JsonArray and [JsonObject first, ..])
                {
                    events[(row.GetGuid(0), row.GetInt32(1))] = first;
                }
            }
        }

        return entries.ToDictionary(
            entry => entry,
            entry => JsonSerializer.SerializeToUtf8Bytes(Body(entry, events.GetValueOrDefault((entry.Ticket!.Value, entry.Version ?? 0)) ?? [])));
    }

    private static JsonObject Body(JournalEntry entry, JsonObject stored) => entry.Action switch
    {
        Journals.AuditActions.Open => Opening(entry),
        "ship-return" or "ship-replacement" or "ship-back" => Fields(stored, "carrier", "trackingNumber"),
        "refund-issued" => Fields(stored, "amount", "paymentReference"),
        "confirm-receipt" => Fields(stored, "lines"),
        "set-priority" => Add(Fields(stored, "priority"), "reason"),
        "set-category" => Fields(stored, "category"),
        "add-tag" or "remove-tag" => Fields(stored, "tag"),
        "rate" => Fields(stored, "score"),
        "reply" or "note" or "customer-message" => Add([], "text"),
        "counter-offer" => Add([], "message"),
        "resolve" => Add([], "summary"),
        "finish-repair" => Add([], "report"),
        "request-info" => Add([], "questions"),
        "provide-info" => new JsonObject { ["answers"] = new JsonObject() },
        "decide-dispute" => Add(Fields(stored, "outcome"), "reason"),
        "reject" or "reopen" or "dispute" or "refund-failed" or "release" => Add([], "reason"),
        _ => [],
    };

    private static JsonObject Opening(JournalEntry entry)
    {
        var body = new JsonObject { ["kind"] = "Consultation", ["channel"] = "Web", ["subject"] = "audit", ["description"] = "audit" };
        if (entry.Role != "customer")
        {
            body["customerId"] = "audit";
        }

        return body;
    }

    private static JsonObject Fields(JsonObject stored, params ReadOnlySpan<string> names)
    {
        var body = new JsonObject();
        foreach (var name in names)
        {
            body[name] = stored[name]?.DeepClone();
        }

        return body;
    }

    private static JsonObject Add(JsonObject body, string name)
    {
        body[name] = "audit";
        return body;
    }
}
