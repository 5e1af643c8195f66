using System.Text.Json;
using System.Text.Json.Serialization;
using AfterSales.Orders;
using Npgsql;
using NpgsqlTypes;

namespace AfterSales.LoadTests.Reference.Store;

/// <summary>Imports orders: one function call for the order and its lines.</summary>
internal sealed class ReferenceOrders(NpgsqlDataSource database)
{
    private const string ImportText = "select order_import($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11)";

    /// <summary>True when the order is new.</summary>
    public async Task<bool> Import(string orderId, OrderFacts facts)
    {
        var lines = facts.Lines.Select(line => new LineRow(
            line.LineId, line.Sku, line.Title, line.Category, line.Quantity, line.UnitPrice.Amount, line.Paid.Amount, line.Opened));
        await using var command = database.CreateCommand(ImportText);
        command.Parameters.AddValue(orderId);
        command.Parameters.AddValue(facts.Version);
        command.Parameters.AddValue(facts.CustomerId);
        command.Parameters.AddValue(facts.CustomerTier, NpgsqlDbType.Text);
        command.Parameters.AddValue(facts.ShippingFee.Currency);
        command.Parameters.AddValue(facts.PaidAt);
        command.Parameters.AddValue(facts.ShippedAt, NpgsqlDbType.TimestampTz);
        command.Parameters.AddValue(facts.PromisedAt, NpgsqlDbType.TimestampTz);
        command.Parameters.AddValue(facts.DeliveredAt, NpgsqlDbType.TimestampTz);
        command.Parameters.AddValue(facts.ShippingFee.Amount);
        command.Parameters.AddValue(JsonSerializer.SerializeToUtf8Bytes([.. lines], LineRowJson.Default.LineRowArray), NpgsqlDbType.Jsonb);
        return (bool)(await command.ExecuteScalarAsync())!;
    }
}

internal sealed record LineRow(string LineId, string Sku, string Title, string Category, int Quantity, long UnitPrice, long Paid, bool? Opened);

[JsonSerializable(typeof(LineRow[]))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
internal sealed partial class LineRowJson : JsonSerializerContext;
