using System.Text;
using System.Text.Json;
using AfterSales.LoadTests.Driving.Journal;
using AfterSales.LoadTests.Running;

namespace AfterSales.LoadTests.Audit.Journals;

/// <summary>Reads what drivers wrote, line by line. A driver that was killed leaves a torn last line: that command was never counted.</summary>
internal static class JournalFiles
{
    public const string Extension = ".journal";

    private const int Buffer = 1 << 20;

    public static IEnumerable<JournalEntry> Read(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(folder, "*" + Extension).Order(StringComparer.Ordinal))
        {
            foreach (var (line, number, ended) in Lines(file))
            {
                if (Parse(line) is { } entry)
                {
                    yield return entry;
                }
                else if (ended)
                {
                    throw new BenchRefusedException($"line {number} of {Path.GetFileName(file)} is not an entry of a journal.");
                }
            }
        }
    }

    private static JournalEntry? Parse(string line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, JournalJson.Default.JournalEntry);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Lines with something on them, and whether each is followed by an end of line.</summary>
    private static IEnumerable<(string Line, int Number, bool Ended)> Lines(string file)
    {
        using var reader = new StreamReader(file, Encoding.UTF8, false, new FileStreamOptions { BufferSize = Buffer, Share = FileShare.ReadWrite });
        var ends = EndsWithNewLine(file);
        var number = 0;
        while (reader.ReadLine() is { } line)
        {
            number++;
            if (line.Length > 0)
            {
                yield return (line, number, ends || !reader.EndOfStream);
            }
        }
    }

    private static bool EndsWithNewLine(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        if (stream.Length == 0)
        {
            return true;
        }

        stream.Seek(-1, SeekOrigin.End);
        return stream.ReadByte() == '\n';
    }
}
