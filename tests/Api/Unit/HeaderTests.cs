using AfterSales.Api.Http;
using AfterSales.Api.Idempotency;
using AfterSales.Api.Json;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace AfterSales.Tests.Api.Unit;

/// <summary>Headers and pointers, each by table.</summary>
public sealed class HeaderTests
{
    [Theory]
    [InlineData(null, "en")]
    [InlineData("zh", "zh-CN")]
    [InlineData("zh-Hans-CN, en;q=0.8", "zh-CN")]
    [InlineData("en;q=0.5, zh;q=0.9", "zh-CN")]
    [InlineData("fr, en-GB;q=0.9, zh;q=0.8", "en")]
    [InlineData("zh;q=0", "en")]
    [InlineData("de", "en")]
    [InlineData(";;;", "en")]
    public void The_language_is_the_best_of_ours(string? header, string expected) =>
        Assert.Equal(expected, Languages.Of(Request("Accept-Language", header)));

    [Theory]
    [InlineData(null, "any")]
    [InlineData("*", "any")]
    [InlineData("\"7\"", "7")]
    [InlineData(" \"7\" ", "7")]
    [InlineData("\"1\", \"2\"", "1 2")]
    [InlineData("\"1\", W/\"2\", \"abc\"", "1")]
    [InlineData("W/\"7\"", "")]
    [InlineData("\"seven\"", "")]
    [InlineData("\"-7\"", "")]
    public void If_match_is_any_version_or_those_of_its_strong_tags(string? header, string expected)
    {
        var versions = ETags.IfMatch(Request("If-Match", header)).Value;
        Assert.Equal(expected, versions.IsDefault ? "any" : string.Join(' ', versions));
    }

    [Theory]
    [InlineData("7")]
    [InlineData("\"7")]
    [InlineData("\"1\" \"2\"")]
    [InlineData("*, \"1\"")]
    [InlineData("")]
    public void A_broken_if_match_is_refused(string header) =>
        Assert.Equal(FailureCodes.InvalidValue, ETags.IfMatch(Request("If-Match", header)).Failure?.Code);

    [Theory]
    [InlineData("\"7\"", true)]
    [InlineData("W/\"7\"", true)]
    [InlineData("\"1\", \"7\"", true)]
    [InlineData("*", true)]
    [InlineData("\"8\"", false)]
    [InlineData("nonsense", false)]
    public void If_none_match_names_the_versions_a_caller_has(string header, bool expected) =>
        Assert.Equal(expected, ETags.NoneMatches(Request("If-None-Match", header), 7));

    [Theory]
    [InlineData("a", true)]
    [InlineData("with space", false)]
    [InlineData("tab\t", false)]
    [InlineData("é", false)]
    public void Keys_are_visible_ascii(string key, bool expected) => Assert.Equal(expected, IdempotencyKey.IsValid(key));

    [Theory]
    [InlineData(255, true)]
    [InlineData(256, false)]
    public void Keys_have_a_length(int length, bool expected) => Assert.Equal(expected, IdempotencyKey.IsValid(new string('k', length)));

    [Theory]
    [InlineData("$", "")]
    [InlineData("$.lines[0].quantity", "/lines/0/quantity")]
    [InlineData("$['a.b'].c", "/a.b/c")]
    [InlineData("$.a['x/y~z']", "/a/x~1y~0z")]
    [InlineData(null, "")]
    public void Paths_become_pointers(string? path, string expected) => Assert.Equal(expected, JsonPointer.FromPath(path));

    [Theory]
    [InlineData("application/json", true)]
    [InlineData("application/json; charset=utf-8", true)]
    [InlineData("Application/JSON; charset=\"UTF-8\"", true)]
    [InlineData("application/json; charset=gb18030", false)]
    [InlineData("text/json", false)]
    [InlineData("application/jsonx", false)]
    [InlineData(null, false)]
    public void Bodies_are_json_in_utf8(string? type, bool expected) =>
        Assert.Equal(expected, MediaTypes.IsJson(Request("Content-Type", type)));

    private static HttpRequest Request(string header, string? value)
    {
        var request = new DefaultHttpContext().Request;
        if (value is not null)
        {
            request.Headers[header] = value;
        }

        return request;
    }
}
