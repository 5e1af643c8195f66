using System.Text.Json;
using AfterSales.Policies;

namespace AfterSales.Api.Policies;

/// <summary>A version of a policy; a built-in one has no publisher.</summary>
internal sealed record PolicyBody(string Name, int Version, JsonElement Policy, DateTimeOffset? PublishedAt, string? PublishedBy)
{
    public static PolicyBody Of(PolicyDocument document)
    {
        using var json = JsonDocument.Parse(document.Json);
        return new PolicyBody(document.Name, document.Version, json.RootElement.Clone(), document.PublishedAt, document.PublishedBy);
    }
}
