using System.Text.Json;
using System.Text.Json.Serialization;

namespace AfterSales.LoadTests.Systems.Receiving;

/// <summary>Lines of <see cref="ReceivedWebhook"/>. A line is with the kernel before it counts: a crash of this program does not lose it.</summary>
internal sealed class ReceivedLog(string path) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly FileStream _file = new(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);

    public void Write(ReceivedWebhook webhook)
    {
        byte[] line = [.. JsonSerializer.SerializeToUtf8Bytes(webhook, ReceivedJson.Default.ReceivedWebhook), (byte)'\n'];
        lock (_gate)
        {
            _file.Write(line);
        }
    }

    public void Dispose() => _file.Dispose();
}

[JsonSerializable(typeof(ReceivedWebhook))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
internal sealed partial class ReceivedJson : JsonSerializerContext;
