using System.Globalization;
using System.Text;
using AfterSales.Log;
using AfterSales.Tests.Simulation.Machine;

namespace AfterSales.Tests.Simulation.Worlds;

/// <summary>The last things that happened, for people; formatted only when somebody has to read them.</summary>
internal sealed class Trace(VirtualTime time, Turns turns)
{
    private const int LongestRow = 260;

    private readonly Queue<(TimeSpan At, int Step, object What)> _last = [];
    private readonly Dictionary<Guid, string> _names = [];

    /// <summary>How many are remembered; everything when one seed is looked at alone.</summary>
    public int Kept { get; set; } = 300;

    public void Name(Guid id, string name) => _names[id] = name;

    public string NameOf(Guid id) => _names.GetValueOrDefault(id) ?? id.ToString("N")[..8];

    public void Note(object what)
    {
        while (_last.Count >= Kept)
        {
            _last.Dequeue();
        }

        _last.Enqueue((time.SinceStart, turns.Executed, what));
    }

    public override string ToString() => string.Join('\n', _last.Select(Describe));

    private string Describe((TimeSpan At, int Step, object What) entry) =>
        string.Create(CultureInfo.InvariantCulture, $"{entry.At.TotalMilliseconds,10:F1} ms {entry.Step,7}  {Text(entry.What)}");

    private string Text(object what) => what is LogRow row
        ? $"log: {row.Kind} {NameOf(row.StreamId)} v{row.Seq} by {row.Actor} {Short(Named(Encoding.UTF8.GetString(row.Data.Span)))}"
        : Named(what.ToString()!);

    private static string Short(string text) => text.Length > LongestRow ? text[..LongestRow] + "..." : text;

    /// <summary>Ids as people call them.</summary>
    public string Named(string text)
    {
        foreach (var (id, name) in _names)
        {
            text = text.Replace(id.ToString(), name, StringComparison.Ordinal);
        }

        return text;
    }
}
