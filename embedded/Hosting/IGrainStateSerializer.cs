using System.Text.Json;
using System.Text.Json.Serialization;

namespace Orleans.Embedded;

/// <summary>Form of grain state in its row. Must be the one that the silo gives to Orleans' storage, so that either engine reads the other's rows.</summary>
public interface IGrainStateSerializer
{
    /// <summary>The bytes to store.</summary>
    byte[] Serialize<T>(T state);

    /// <summary>The state of stored bytes.</summary>
    T Deserialize<T>(ReadOnlySpan<byte> payload);
}

/// <summary>JSON in UTF-8: web defaults, enums as strings.</summary>
internal sealed class JsonGrainStateSerializer : IGrainStateSerializer
{
    /// <summary>The options in use.</summary>
    public static JsonSerializerOptions JsonOptions { get; } = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    /// <inheritdoc/>
    public byte[] Serialize<T>(T state) => JsonSerializer.SerializeToUtf8Bytes(state, JsonOptions);

    /// <inheritdoc/>
    public T Deserialize<T>(ReadOnlySpan<byte> payload) => JsonSerializer.Deserialize<T>(payload, JsonOptions)!;
}
