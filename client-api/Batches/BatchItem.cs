using System.Buffers;
using System.Text.Json;
using AfterSales.Api.Problems;

namespace AfterSales.Api.Batches;

/// <param name="Name">What names the item: an order id or an idempotency key; empty when it has none.</param>
/// <param name="Pointer">Where the item stands in the batch.</param>
/// <param name="Body">The item without its name, as a body of its own.</param>
/// <param name="Refusal">Why the item cannot be done.</param>
internal sealed record BatchItem(string Name, string Pointer, ReadOnlyMemory<byte> Body, Failure? Refusal = null)
{
    public static BatchItem Of(JsonElement item, string pointer, string nameField, Func<string, bool> isName)
    {
        if (item.ValueKind != JsonValueKind.Object)
        {
            return new BatchItem("", pointer, default, Refusals.Invalid(pointer, "must be an object"));
        }

        if (!item.TryGetProperty(nameField, out var named) || named.ValueKind != JsonValueKind.String || named.GetString() is not { } name || !isName(name))
        {
            return new BatchItem("", pointer, default, Refusals.Invalid($"{pointer}/{nameField}", "is required and must be as in the contract"));
        }

        var body = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(body))
        {
            writer.WriteStartObject();
            foreach (var property in item.EnumerateObject().Where(property => property.Name != nameField))
            {
                property.WriteTo(writer);
            }

            writer.WriteEndObject();
        }

        return new BatchItem(name, pointer, body.WrittenMemory);
    }
}
