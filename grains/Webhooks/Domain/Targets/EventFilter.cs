namespace AfterSales.Webhooks;

/// <summary>Which events an endpoint is told.</summary>
internal sealed class EventFilter(IEnumerable<string> names)
{
    public const string Everything = "ticket.*";

    private readonly HashSet<string> _names = new(names, StringComparer.Ordinal);

    public bool Takes(string type) => _names.Contains(Everything) || _names.Contains(type);
}
