using System.Text.Json;
using AfterSales.LoadTests.Workload.Shop;
using AfterSales.LoadTests.Workload.Stories;

namespace AfterSales.LoadTests.Driving.Wire;

/// <summary>Reads of a body what a decision needs and passes over the rest.</summary>
internal static class CaseReader
{
    public static CaseFacts? Case(ReadOnlySpan<byte> body, string run)
    {
        var reader = new Utf8JsonReader(body);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            return null;
        }

        var (id, version, kind, step) = (Guid.Empty, 0L, "", "");
        var facts = new CaseFacts(id, 0, "", "");
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            switch (Field(ref reader))
            {
                case 1: id = reader.GetGuid(); break;
                case 2: version = reader.GetInt64(); break;
                case 3: kind = Known(ref reader, CaseKinds.All); break;
                case 4: step = Known(ref reader, Steps.All); break;
                case 5: facts = facts with { Assignee = reader.GetString() }; break;
                case 6: facts = facts with { Number = CaseMark.NumberOf(reader.GetString(), run) }; break;
                case 7: facts = facts with { Approved = Amount(ref reader) }; break;
                case 8: facts = facts with { Refunded = Amount(ref reader) }; break;
                case 9: facts = facts with { Sent = true, Delivered = Holds(ref reader, "deliveredAt"u8) }; break;
                case 10: facts = Actions(ref reader, facts); break;
                case 11: facts = facts with { MayStartRepair = reader.ValueTextEquals("workshop"u8) }; break;
                default: reader.Skip(); break;
            }
        }

        return id == Guid.Empty ? null : facts with { Id = id, Version = version, Kind = kind, Step = step };
    }

    /// <summary>Stable code of a problem document.</summary>
    public static string? Code(ReadOnlySpan<byte> body)
    {
        try
        {
            var reader = new Utf8JsonReader(body);
            reader.Read();
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var isCode = reader.ValueTextEquals("code"u8);
                reader.Read();
                if (isCode)
                {
                    return reader.GetString();
                }

                reader.Skip();
            }
        }
        catch (JsonException)
        {
            // A proxy's page, not an answer of the contract; the status speaks.
        }

        return null;
    }

    private static int Field(ref Utf8JsonReader reader)
    {
        var field =
            reader.ValueTextEquals("id"u8) ? 1
            : reader.ValueTextEquals("version"u8) ? 2
            : reader.ValueTextEquals("kind"u8) ? 3
            : reader.ValueTextEquals("step"u8) ? 4
            : reader.ValueTextEquals("assignee"u8) ? 5
            : reader.ValueTextEquals("subject"u8) ? 6
            : reader.ValueTextEquals("approvedAmount"u8) ? 7
            : reader.ValueTextEquals("refundedAmount"u8) ? 8
            : reader.ValueTextEquals("outboundParcel"u8) ? 9
            : reader.ValueTextEquals("allowedActions"u8) ? 10
            : reader.ValueTextEquals("queue"u8) ? 11
            : 0;
        reader.Read();
        return field;
    }

    private static string Known(ref Utf8JsonReader reader, ImmutableArray<string> words)
    {
        foreach (var word in words)
        {
            if (reader.ValueTextEquals(word))
            {
                return word;
            }
        }

        return reader.GetString() ?? "";
    }

    private static long Amount(ref Utf8JsonReader reader)
    {
        var amount = 0L;
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var isAmount = reader.ValueTextEquals("amount"u8);
                reader.Read();
                amount = isAmount ? reader.GetInt64() : amount;
            }
        }

        return amount;
    }

    private static bool Holds(ref Utf8JsonReader reader, ReadOnlySpan<byte> name)
    {
        var holds = false;
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                holds |= reader.ValueTextEquals(name);
                reader.Read();
                reader.Skip();
            }
        }

        return holds;
    }

    private static CaseFacts Actions(ref Utf8JsonReader reader, CaseFacts facts)
    {
        var owes = false;
        if (reader.TokenType == JsonTokenType.StartArray)
        {
            while (reader.Read() && reader.TokenType == JsonTokenType.String)
            {
                owes |= reader.ValueTextEquals("ship-back"u8);
            }
        }

        return facts with { OwesGoods = owes };
    }
}
