#if ORLEANS
using System.Text.Json;
using AfterSales.Storage;
using Orleans.Storage;

namespace AfterSales.Hosting.Engine;

/// <summary>Grain state as the same JSON that the embedded engine writes, so that either engine reads the other's rows.</summary>
internal sealed class JsonStateSerializer : IGrainStorageSerializer
{
    public BinaryData Serialize<T>(T? input) => new(JsonSerializer.SerializeToUtf8Bytes(input, GrainStorageNames.Json));

    public T Deserialize<T>(BinaryData input) => JsonSerializer.Deserialize<T>(input.ToMemory().Span, GrainStorageNames.Json)!;
}
#endif
