using System.Text;
using AfterSales.Log;
using Xunit;

namespace AfterSales.Tests.Storage.Fixtures;

/// <summary>Log rows with recognisable contents.</summary>
internal static class Rows
{
    /// <summary>Spaces, key order and a null character that a parsed and re-printed JSON would not keep.</summary>
    public const string AwkwardJson = """[ {"b" : 1,"a":1.00, "a": "退款\u0000", "z":null} ]""";

    private static readonly DateTimeOffset At = new(2025, 11, 11, 0, 0, 0, 123, 456, TimeSpan.Zero);

    public static LogRow Row(Guid stream, int seq, string? data = null, string? personal = null) => new(
        StreamKind.Ticket, stream, seq, At.AddSeconds(seq), "agent-17", Guid.NewGuid(), "4bf92f3577b34da6a3ce929d0e0e4736",
        Encoding.UTF8.GetBytes(data ?? $$"""[{"type":"noted","n":{{seq}}}]"""), personal is null ? default(ReadOnlyMemory<byte>?) : Encoding.UTF8.GetBytes(personal));

    public static void AssertSame(LogRow expected, LogRow actual)
    {
        Assert.Equal(expected with { Data = default, Personal = null }, actual with { Data = default, Personal = null });
        Assert.Equal(expected.Data.ToArray(), actual.Data.ToArray());
        Assert.Equal(expected.Personal?.ToArray(), actual.Personal?.ToArray());
    }

    public static async Task AppendAll(this IEventLog log, Guid stream, int through)
    {
        for (var seq = 1; seq <= through; seq++)
        {
            Assert.Equal(AppendStatus.Committed, await log.Append(Row(stream, seq)));
        }
    }
}
