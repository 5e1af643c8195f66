using System.Text.Json;
using AfterSales.LoadTests.Driving.Journal;

namespace AfterSales.Tests.LoadTests.Audit.Support;

/// <summary>A folder with one journal, removed at the end.</summary>
internal sealed class JournalFolder : IDisposable
{
    private readonly Lock _lock = new();

    public string Path { get; } = Directory.CreateTempSubdirectory("aftersales-journal-").FullName;

    public string File => System.IO.Path.Combine(Path, "d1.journal");

    public void Add(JournalEntry entry)
    {
        lock (_lock)
        {
            System.IO.File.AppendAllText(File, JsonSerializer.Serialize(entry, JournalJson.Default.JournalEntry) + "\n");
        }
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
