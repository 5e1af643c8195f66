using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace AfterSales.Api.Json;

/// <summary>
/// Serializes into a buffer that belongs to the thread, so that an answer knows its length and costs no allocation. The span is valid until
/// the thread serializes again: use it before the next await.
/// </summary>
internal static class JsonBuffer
{
    /// <summary>A larger buffer is given back rather than kept by the thread.</summary>
    private const int KeptBytes = 256 * 1024;

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? buffer;

    [ThreadStatic]
    private static Utf8JsonWriter? writer;

    public static ReadOnlySpan<byte> Serialize<T>(T value, JsonTypeInfo<T> type, ReadOnlySpan<byte> prefix = default)
    {
        if (buffer is null || buffer.Capacity > KeptBytes)
        {
            buffer = new ArrayBufferWriter<byte>(4096);
            writer = null;
        }

        buffer.ResetWrittenCount();
        buffer.Write(prefix);
        writer ??= new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = type.Options.Encoder, SkipValidation = true });
        writer.Reset(buffer);
        JsonSerializer.Serialize(writer, value, type);
        writer.Flush();
        return buffer.WrittenSpan;
    }
}
