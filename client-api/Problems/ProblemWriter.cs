using System.Buffers;
using AfterSales.Api.Http;
using AfterSales.Api.Json;
using Microsoft.Net.Http.Headers;

namespace AfterSales.Api.Problems;

/// <summary>Writes a failure as the answer.</summary>
internal static class ProblemWriter
{
    private const string MediaType = "application/problem+json";

    public static Task Write(HttpContext http, Failure failure)
    {
        var problem = ProblemDocument.Of(failure, http.TraceId());
        var response = http.Response;
        response.StatusCode = problem.Status;
        if (problem.RetryAfter is { } seconds)
        {
            response.Headers.RetryAfter = seconds.ToString();
        }

        if (problem.Status == StatusCodes.Status401Unauthorized)
        {
            response.Headers.WWWAuthenticate = "Bearer";
        }

        response.Headers.Remove(HeaderNames.ETag);
        response.Headers.ContentType = MediaType;
        var json = JsonBuffer.Serialize(problem, ApiJson.Responses.ProblemDocument);
        response.ContentLength = json.Length;
        response.BodyWriter.Write(json);
        return Task.CompletedTask;
    }
}
