using AfterSales.LoadTests.Audit.Journals;
using AfterSales.LoadTests.Driving.Journal;
using AfterSales.LoadTests.Running;
using AfterSales.Tests.LoadTests.Audit.Support;

namespace AfterSales.Tests.LoadTests.Audit;

public sealed class JournalFilesTests
{
    private static readonly JournalEntry Entry = new("note", CommandOutcome.Acknowledged, "lead-1", "lead", "k1", Guid.NewGuid()) { Version = 2, Step = "UnderReview" };

    [Fact]
    public void What_was_written_is_read()
    {
        using var journal = new JournalFolder();
        journal.Add(Entry);
        journal.Add(Entry with { Key = "k2" });

        Assert.Equal([Entry, Entry with { Key = "k2" }], JournalFiles.Read(journal.Path));
    }

    [Fact]
    public void A_torn_last_line_was_never_counted()
    {
        using var journal = new JournalFolder();
        journal.Add(Entry);
        File.AppendAllText(journal.File, "{\"action\":\"no");

        Assert.Equal([Entry], JournalFiles.Read(journal.Path));
    }

    [Fact]
    public void A_torn_line_before_others_is_refused()
    {
        using var journal = new JournalFolder();
        File.AppendAllText(journal.File, "{\"action\":\"no\n");
        journal.Add(Entry);

        var refused = Assert.Throws<BenchRefusedException>(() => JournalFiles.Read(journal.Path).ToList());
        Assert.Equal("line 1 of d1.journal is not an entry of a journal.", refused.Message);
    }
}
