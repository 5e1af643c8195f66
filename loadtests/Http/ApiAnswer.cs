using System.Net;
using System.Text.Json;

namespace AfterSales.LoadTests.Http;

/// <summary>What the service answered.</summary>
internal sealed record ApiAnswer(HttpStatusCode Status, JsonElement Body, bool Replayed)
{
    public bool Succeeded => (int)Status is >= 200 and < 300;

    /// <summary>Stable code of a refusal; the status where the body has none.</summary>
    public string Code => Body.ValueKind == JsonValueKind.Object && Body.TryGetProperty("code", out var code)
        ? code.GetString() ?? "unknown"
        : $"http-{(int)Status}";

    public string Text(string name) => Body.GetProperty(name).GetString() ?? "";

    /// <summary>Minor units of a money field; 0 when it is absent.</summary>
    public long Amount(string name) => AmountOf(Body, name);

    public static long AmountOf(JsonElement body, string name) =>
        body.TryGetProperty(name, out var money) && money.ValueKind == JsonValueKind.Object ? money.GetProperty("amount").GetInt64() : 0;
}
