using AfterSales.Tests.Storage.Fixtures;
using Xunit;

namespace AfterSales.Tests.Storage.Storage;

public sealed class ReminderQueriesTests(MigratedDatabase database) : IClassFixture<MigratedDatabase>
{
    private static readonly DateTime Now = new(2025, 11, 11, 0, 0, 0, DateTimeKind.Utc);

    private readonly OrleansStatements _orleans = new(database);
    private readonly string _service = Guid.NewGuid().ToString("N");

    [Fact]
    public async Task A_reminder_is_replaced_under_its_name_and_deleted_by_its_version_only()
    {
        Assert.Equal(0, await Upsert("wheel/1", 5, 60_000));
        Assert.Equal(1, await Upsert("wheel/1", 5, TimeSpan.FromDays(40).Ticks / TimeSpan.TicksPerMillisecond));

        var row = Assert.Single(await _orleans.Call("ReadReminderRowKey", Service, ("GrainId", "wheel/1"), ("ReminderName", "tick")));
        Assert.Equal(3_456_000_000L, row["Period"]);
        Assert.Equal(Now, row["StartTime"]);

        Assert.False(await Delete("wheel/1", version: 0));
        Assert.True(await Delete("wheel/1", version: 1));
        Assert.Empty(await _orleans.Call("ReadReminderRowsKey", Service, ("GrainId", "wheel/1")));
    }

    [Theory]
    [InlineData("ReadRangeRows1Key", -10, 20, "a,c")]
    [InlineData("ReadRangeRows1Key", 0, 20, "c")]
    [InlineData("ReadRangeRows2Key", 20, -10, "b,d")]
    [InlineData("ReadRangeRows2Key", 0, 0, "a,b,c,d")]
    public async Task A_range_of_the_ring_begins_after_its_begin_and_includes_its_end(string query, int begin, int end, string expected)
    {
        foreach (var (grain, hash) in new[] { ("a", 0), ("b", -10), ("c", 20), ("d", 21) })
        {
            await Upsert(grain, hash, 60_000);
        }

        var rows = await _orleans.Call(query, Service, ("BeginHash", begin), ("EndHash", end));

        Assert.Equal(expected, string.Join(',', rows.Select(row => row["GrainId"]).Order()));
    }

    private (string, object?) Service => ("ServiceId", _service);

    private async Task<int> Upsert(string grain, int hash, long period) => (int)(await _orleans.Call(
        "UpsertReminderRowKey",
        Service, ("GrainHash", hash), ("GrainId", grain), ("ReminderName", "tick"), ("StartTime", Now),
        ("Period", period <= int.MaxValue ? (object)(int)period : period))).Single()["Version"]!;

    private Task<bool> Delete(string grain, int version) =>
        _orleans.Ask("DeleteReminderRowKey", Service, ("GrainId", grain), ("ReminderName", "tick"), ("Version", version));
}
