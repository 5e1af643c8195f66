using System.Buffers;
using AfterSales.Api.Json;
using AfterSales.Api.Problems;

namespace AfterSales.Api.Http;

/// <summary>Reads a whole body of bounded size and hands its bytes over where they lie; they are not copied.</summary>
internal static class BodyReader
{
    /// <param name="request">Whose body.</param>
    /// <param name="maxBytes">More is refused without being kept.</param>
    /// <param name="mayBeEmpty">No body at all is handed over as no bytes; otherwise it is refused.</param>
    /// <param name="parse">Must not keep the bytes.</param>
    public static async ValueTask<Outcome<T>> Read<T>(
        HttpRequest request, int maxBytes, bool mayBeEmpty, Func<ReadOnlySequence<byte>, Outcome<T>> parse)
    {
        if (request.ContentLength > maxBytes)
        {
            return Refusals.TooLarge(maxBytes);
        }

        while (true)
        {
            var result = await request.BodyReader.ReadAsync(request.HttpContext.RequestAborted);
            var body = result.Buffer;
            if (body.Length > maxBytes || result.IsCompleted)
            {
                var outcome = Refusal(request, body.Length, maxBytes, mayBeEmpty) is { } refusal ? refusal : parse(body);
                request.BodyReader.AdvanceTo(body.End);
                return outcome;
            }

            request.BodyReader.AdvanceTo(body.Start, body.End);
        }
    }

    private static Failure? Refusal(HttpRequest request, long length, int maxBytes, bool mayBeEmpty) => length switch
    {
        _ when length > maxBytes => Refusals.TooLarge(maxBytes),
        0 => mayBeEmpty ? null : StrictJson.Malformed("The body is empty."),
        _ => MediaTypes.IsJson(request) ? null : new Failure(FailureCodes.UnsupportedMediaType, "Send application/json in UTF-8."),
    };
}
