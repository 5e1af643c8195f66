using System.Text;
using AfterSales.Log;
using AfterSales.Tests.Storage.Fixtures;
using Xunit;

namespace AfterSales.Tests.Storage.Log.Postgres;

/// <summary>A row that PostgreSQL refuses is a defect of its writer, and of nobody else in the batch.</summary>
public sealed class BadContentTests(MigratedDatabase database) : IClassFixture<MigratedDatabase>
{
    [Theory]
    [InlineData("broken JSON")]
    [InlineData("a null character")]
    [InlineData("half a surrogate pair")]
    public async Task It_is_thrown_at_its_own_caller_without_its_contents(string defect)
    {
        var row = Rows.Row(Guid.NewGuid(), 1);
        row = defect switch
        {
            "broken JSON" => row with { Data = "[{\"broken"u8.ToArray() },
            "a null character" => row with { Actor = "broken \0" },
            _ => row with { Actor = "broken " + '\ud800' },
        };
        await using var store = new PostgresLog(database.ConnectionString);
        var good = Enumerable.Range(0, 20).Select(_ => store.Log.Append(Rows.Row(Guid.NewGuid(), 1))).ToList();
        var bad = store.Log.Append(row);
        good.AddRange(Enumerable.Range(0, 20).Select(_ => store.Log.Append(Rows.Row(Guid.NewGuid(), 1))));

        var thrown = await Assert.ThrowsAsync<InvalidDataException>(() => bad.Within("the bad row is answered"));

        Assert.DoesNotContain("broken", thrown.ToString(), StringComparison.Ordinal);
        Assert.All(await Task.WhenAll(good).Within("the good rows are answered"), answer => Assert.Equal(AppendStatus.Committed, answer));
    }

    [Fact]
    public async Task A_row_larger_than_a_whole_batch_may_be_is_written()
    {
        await using var store = new PostgresLog(database.ConnectionString, options => options.MaxBatchBytes = 65_536);
        var large = Enumerable.Range(0, 3).Select(_ => Rows.Row(Guid.NewGuid(), 1) with { Data = Text(LogRow.MaxBytes), Personal = Text(LogRow.MaxBytes) });

        Assert.All(await Task.WhenAll(large.Select(row => store.Log.Append(row))), answer => Assert.Equal(AppendStatus.Committed, answer));
    }

    private static byte[] Text(int bytes) => Encoding.UTF8.GetBytes($"\"{new string('x', bytes - 2)}\"");
}
