using System.Buffers;
using System.Text.Json.Serialization.Metadata;
using AfterSales.Api.Json;
using AfterSales.Api.Values;

namespace AfterSales.Api.Http;

/// <summary>One kind of body: how it is read, checked and named.</summary>
/// <param name="type">Strict metadata from <see cref="ApiJson.Requests"/>.</param>
/// <param name="rules">Adds every refused value to the list.</param>
/// <param name="mayBeEmpty">No body at all means <c>{}</c>; for bodies whose fields are all optional.</param>
/// <param name="complete">
/// Puts empty lists in the place of absent ones, which the serializer leaves unset: grains never see the difference, and equal requests hash
/// equally.
/// </param>
internal sealed class BodyBinding<T>(JsonTypeInfo<T> type, Action<T, ErrorList> rules, bool mayBeEmpty = false, Func<T, T>? complete = null)
    where T : class
{
    public ValueTask<Outcome<T>> Read(HttpRequest request, int maxBytes) => BodyReader.Read(request, maxBytes, mayBeEmpty, body =>
        body.IsEmpty ? Parse("{}"u8) : body.IsSingleSegment ? Parse(body.FirstSpan) : Parse(body.ToArray()));

    /// <param name="utf8">The body, or one item of a batch.</param>
    /// <param name="pointer">Where the item stands in the batch.</param>
    public Outcome<T> Parse(ReadOnlySpan<byte> utf8, string pointer = "")
    {
        var parsed = StrictJson.Parse(utf8, type, pointer);
        if (!parsed.Succeeded)
        {
            return parsed;
        }

        var errors = new ErrorList(pointer);
        rules(parsed.Value, errors);
        return !errors.IsEmpty ? errors.ToFailure()
            : complete is null ? parsed
            : complete(parsed.Value);
    }

    /// <summary>Identity of the request: equal for equal content, whatever its white space or order of fields.</summary>
    public CommandId IdentityOf(Caller caller, string idempotencyKey, ReadOnlySpan<byte> operation, T body) =>
        CommandId.Of(caller.Issuer, caller.Subject, idempotencyKey, JsonBuffer.Serialize(body, type, operation));
}
