using System.Text.Json;

namespace AfterSales.LoadTests.Audit.Folding;

/// <summary>One row of the log as the auditor reads it, with what its caller was told of it.</summary>
/// <param name="Events">The array of its events; its own document, valid until the next row.</param>
/// <param name="Texts">Length of the array of personal texts; null without one, -1 when it is none.</param>
/// <param name="Told">Step that was acknowledged with this version; null when nobody was told.</param>
internal readonly record struct LogEntry(
    short Kind, Guid Stream, int Seq, ulong Tx, long Position, DateTime At, string Actor, Guid CommandId, JsonElement Events, int? Texts, string? Told);

/// <summary>Fields of stored events, read without the product's own types.</summary>
internal static class StoredFields
{
    public static string Text(this JsonElement stored, string name) => stored.GetProperty(name).GetString()!;

    public static string? TextOrNull(this JsonElement stored, string name) =>
        stored.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    public static Guid Id(this JsonElement stored, string name) => stored.GetProperty(name).GetGuid();

    public static int Number(this JsonElement stored, string name) => stored.GetProperty(name).GetInt32();

    public static bool Flag(this JsonElement stored, string name) => stored.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;

    public static DateTime Time(this JsonElement stored, string name) => stored.GetProperty(name).GetDateTimeOffset().UtcDateTime;

    public static long Amount(this JsonElement stored, string name) => stored.GetProperty(name).GetProperty("amount").GetInt64();
}
