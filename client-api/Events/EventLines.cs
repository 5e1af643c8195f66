using System.Buffers;
using System.Reflection;
using System.Text.Json;
using AfterSales.Followers;
using Microsoft.AspNetCore.Http.Metadata;

namespace AfterSales.Api.Events;

/// <summary>Rows of the log as NDJSON, page by page: nothing but one page is ever in memory.</summary>
internal sealed class EventLines(IEventExport export, ExportPage first, int limit, int pageSize) : IResult, IEndpointMetadataProvider
{
    private const string MediaType = "application/x-ndjson";

    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(string), [MediaType]));

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.ContentType = MediaType;
        await using var writer = new Utf8JsonWriter(response.BodyWriter, new JsonWriterOptions { SkipValidation = true });
        var page = first;
        for (var left = limit; ; )
        {
            foreach (var row in page.Items)
            {
                Write(writer, row);
                response.BodyWriter.Write("\n"u8);
            }

            await response.BodyWriter.FlushAsync(httpContext.RequestAborted);
            left -= page.Items.Count;
            if (page.Items.Count == 0 || left <= 0)
            {
                return;
            }

            var next = await export.Read(page.Next, Math.Min(left, pageSize), httpContext.RequestAborted);
            if (!next.Succeeded)
            {
                // The lines so far are whole and carry their cursors; the reader resumes after the last one.
                return;
            }

            page = next.Value;
        }
    }

    private static void Write(Utf8JsonWriter writer, ExportedEvent row)
    {
        writer.WriteStartObject();
        writer.WriteString("cursor"u8, row.Cursor);
        writer.WriteString("kind"u8, row.StreamKind.ToString());
        writer.WriteString("streamId"u8, row.StreamId);
        writer.WriteNumber("version"u8, row.Seq);
        writer.WriteString("at"u8, row.At.UtcDateTime);
        writer.WriteString("actor"u8, row.Actor);
        if (row.TraceId is not null)
        {
            writer.WriteString("traceId"u8, row.TraceId);
        }

        writer.WritePropertyName("events"u8);
        writer.WriteRawValue(row.Events.Span, skipInputValidation: true);
        writer.WriteEndObject();
        writer.Flush();
        writer.Reset();
    }
}
