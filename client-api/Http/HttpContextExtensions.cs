using System.Diagnostics;

namespace AfterSales.Api.Http;

/// <summary>What every handler asks of a request.</summary>
internal static class HttpContextExtensions
{
    /// <summary>W3C trace id of the request, the same in logs, grains and log rows.</summary>
    public static string? TraceId(this HttpContext http) =>
        Activity.Current is { IdFormat: ActivityIdFormat.W3C } activity ? activity.TraceId.ToHexString() : null;

    /// <summary>Only behind an access policy: these let nobody through without a caller.</summary>
    public static Caller Caller(this HttpContext http) =>
        http.Features.Get<Caller>() ?? throw new InvalidOperationException("An endpoint without an access policy asked for its caller.");

    /// <summary>Context of a call that changes nothing.</summary>
    public static CallContext ReadContext(this HttpContext http) =>
        new(http.Caller(), default, default, Languages.Of(http.Request), http.TraceId());

    /// <summary>Context of a call that may change something.</summary>
    public static CallContext CommandContext(this HttpContext http, CommandId commandId, ImmutableArray<int> ifMatch = default) =>
        new(http.Caller(), commandId, ifMatch, Languages.Of(http.Request), http.TraceId());
}
