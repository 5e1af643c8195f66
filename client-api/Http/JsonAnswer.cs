using System.Buffers;
using System.Reflection;
using System.Text.Json.Serialization.Metadata;
using AfterSales.Api.Json;
using Microsoft.AspNetCore.Http.Metadata;

namespace AfterSales.Api.Http;

/// <summary>A body of the contract as an endpoint's result, with its length known before it is sent.</summary>
internal sealed class JsonAnswer<T>(T value, JsonTypeInfo<T> type, int status = StatusCodes.Status200OK) : IResult, IEndpointMetadataProvider
{
    public T Value => value;

    public int Status => status;

    public string? ETag { get; init; }

    public string? Location { get; init; }

    /// <summary>The effect was there already; this is its first answer again.</summary>
    public bool Replayed { get; init; }

    public TimeSpan? ReadLag { get; init; }

    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(T), [MediaTypes.Json]));

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = status;
        WriteHeaders(response.Headers);
        var json = JsonBuffer.Serialize(value, type);
        response.ContentLength = json.Length;
        response.BodyWriter.Write(json);
        return Task.CompletedTask;
    }

    private void WriteHeaders(IHeaderDictionary headers)
    {
        headers.ContentType = MediaTypes.Json;
        if (ETag is not null)
        {
            headers.ETag = ETag;
        }

        if (Location is not null)
        {
            headers.Location = Location;
        }

        if (Replayed)
        {
            headers["Idempotent-Replayed"] = "true";
        }

        if (ReadLag is { } lag)
        {
            headers["X-Read-Lag-Ms"] = ((long)lag.TotalMilliseconds).ToString();
        }
    }
}
