using System.Text.Json;

namespace AfterSales.LoadTests.Audit.Folding;

/// <summary>
/// The promises of one case, counted from what its events say (docs/clocks.md): started, rested, went on, got another target, kept or withdrawn. What a calendar
/// counted is stored with the event; everything else follows from targets and times.
/// </summary>
internal sealed class CaseClocks
{
    private readonly Dictionary<string, Clock> _clocks = new(StringComparer.Ordinal);

    public void Clear() => _clocks.Clear();

    /// <summary>The promise that is broken first of those that run and are not broken yet.</summary>
    public (string Name, DateTime Due)? Next => _clocks.Where(entry => entry.Value is { Runs: true, Broken: false })
        .Select(entry => ((string, DateTime)?)(entry.Key, entry.Value.Due)).MinBy(entry => entry!.Value.Item2);

    /// <summary>False when the event says nothing of promises.</summary>
    public bool Apply(string name, JsonElement stored, DateTime at)
    {
        switch (name)
        {
            case "sla-activated.v1":
                Each(stored, "clocks", start => _clocks[start.Text("clock")] = Run(new Clock(start.Number("target"), TimeSpan.Zero), start, at));
                return true;
            case "sla-retargeted.v1":
                Each(stored, "clocks", start => Change(start.Text("clock"), clock => Retarget(clock, start, at)));
                return true;
            case "sla-resumed.v1":
                EachNamed(stored, clock => Change(clock, known => Run(known, Of(stored, "courses", clock), at)));
                return true;
            case "sla-paused.v1" or "sla-fulfilled.v1" or "sla-cancelled.v1":
                EachNamed(stored, clock => Change(clock, known => known with { Runs = false, Consumed = Consumed(known, Of(stored, "used", clock), at) }));
                return true;
            case "sla-breached.v1":
                Change(stored.Text("clock"), known => known with { Broken = true });
                return true;
            default:
                return false;
        }
    }

    private static Clock Retarget(Clock clock, JsonElement start, DateTime at)
    {
        var changed = clock with { Target = start.Number("target"), Consumed = Consumed(clock, start, at) };
        return clock.Runs ? Run(changed, start, at) : changed;
    }

    private static Clock Run(Clock clock, JsonElement told, DateTime at)
    {
        var left = TimeSpan.FromSeconds(clock.Target) - clock.Consumed;
        var due = told.ValueKind == JsonValueKind.Object && told.TextOrNull("due") is not null ? told.Time("due") : at + (left > TimeSpan.Zero ? left : TimeSpan.Zero);
        return clock with { Runs = true, Since = at, Due = due };
    }

    private static TimeSpan Consumed(Clock clock, JsonElement told, DateTime at) =>
        told.ValueKind == JsonValueKind.Object && told.TryGetProperty("consumed", out var consumed) && consumed.ValueKind == JsonValueKind.Number
            ? TimeSpan.FromMicroseconds(consumed.GetInt64())
            : clock.Runs && at > clock.Since ? clock.Consumed + (at - clock.Since) : clock.Consumed;

    private static void Each(JsonElement stored, string list, Action<JsonElement> act)
    {
        foreach (var entry in stored.GetProperty(list).EnumerateArray())
        {
            act(entry);
        }
    }

    private static void EachNamed(JsonElement stored, Action<string> act) => Each(stored, "clocks", entry => act(entry.GetString()!));

    /// <summary>The entry of one clock in a list that may be left out.</summary>
    private static JsonElement Of(JsonElement stored, string list, string clock) =>
        stored.TryGetProperty(list, out var entries) && entries.ValueKind == JsonValueKind.Array
            ? entries.EnumerateArray().FirstOrDefault(entry => entry.Text("clock") == clock)
            : default;

    private void Change(string name, Func<Clock, Clock> change)
    {
        if (_clocks.TryGetValue(name, out var known))
        {
            _clocks[name] = change(known);
        }
    }

    private sealed record Clock(int Target, TimeSpan Consumed, bool Runs = false, bool Broken = false, DateTime Since = default, DateTime Due = default);
}
