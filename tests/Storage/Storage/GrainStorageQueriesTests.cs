using System.Data;
using AfterSales.Tests.Storage.Fixtures;
using Xunit;

namespace AfterSales.Tests.Storage.Storage;

public sealed class GrainStorageQueriesTests(MigratedDatabase database) : IClassFixture<MigratedDatabase>
{
    private readonly OrleansStatements _orleans = new(database);

    [Fact]
    public async Task Of_two_first_writes_one_is_a_conflict_and_one_row_stands()
    {
        var key = $"policy:{Guid.NewGuid():N}";
        var writes = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Write(key, null, [(byte)i])));

        Assert.Equal(1, Assert.Single(writes, version => version is not null));
        Assert.Equal(1, await database.Scalar<long>($"select count(*) from grain_storage where grain_key = '{key}'"));
    }

    [Fact]
    public async Task A_write_over_a_stale_version_is_a_conflict()
    {
        var key = $"policy:{Guid.NewGuid():N}";
        Assert.Equal(1, await Write(key, null, [1]));
        Assert.Equal(2, await Write(key, 1, [2]));

        Assert.Null(await Write(key, 1, [3]));
        Assert.Null(await Write(key, null, [4]));

        var row = Assert.Single(await _orleans.Call("ReadFromStorageKey", Key(key)));
        Assert.Equal(new byte[] { 2 }, row["PayloadBinary"]);
        Assert.Equal(2, row["Version"]);
    }

    [Fact]
    public async Task A_cleared_state_keeps_its_version_and_a_deleted_one_is_gone()
    {
        var key = $"policy:{Guid.NewGuid():N}";
        await Write(key, null, [1]);

        Assert.Empty(await _orleans.Call("ClearStorageKey", [.. Key(key), ("GrainStateVersion", 7)]));
        Assert.Equal(2, Assert.Single(await _orleans.Call("ClearStorageKey", [.. Key(key), ("GrainStateVersion", 1)])).Values.Single());
        Assert.Null(Assert.Single(await _orleans.Call("ReadFromStorageKey", Key(key)))["PayloadBinary"]);
        Assert.Equal(3, await Write(key, 2, [2]));

        Assert.Equal(4, Assert.Single(await _orleans.Call("DeleteStorageKey", [.. Key(key), ("GrainStateVersion", 3)])).Values.Single());
        Assert.Empty(await _orleans.Call("ReadFromStorageKey", Key(key)));
    }

    [Theory]
    [InlineData(0, 0, "queue:cafe", "queue:cafe")]
    [InlineData(0, 2748, null, "2748")]
    [InlineData(0, -5, null, "-5")]
    [InlineData(0, 2748, "ext", "2748+ext")]
    [InlineData(0x0708050601020304, 0x100f0e0d0c0b0a09, null, "0102030405060708090a0b0c0d0e0f10")]
    [InlineData(0x0708050601020304, 0x100f0e0d0c0b0a09, "ext", "0102030405060708090a0b0c0d0e0f10+ext")]
    public async Task The_parts_of_a_key_become_the_text_that_the_embedded_engine_writes(long n0, long n1, string? extension, string expected)
    {
        var text = extension is null ? "null" : $"'{extension}'";
        Assert.Equal(expected, await database.Scalar<string>($"select orleans_key_text({n0}, {n1}, {text})"));
    }

    [Fact]
    public async Task A_Guid_key_is_32_digits_whatever_its_bytes()
    {
        for (var i = 0; i < 50; i++)
        {
            var id = Guid.NewGuid();
            var bytes = id.ToByteArray();
            var text = await database.Scalar<string>($"select orleans_key_text({BitConverter.ToInt64(bytes, 0)}, {BitConverter.ToInt64(bytes, 8)}, null)");
            Assert.Equal(id.ToString("N"), text);
        }
    }

    private async Task<int?> Write(string key, int? version, byte[] payload)
    {
        object state = version is { } known ? known : new OrleansStatements.Null(DbType.Int32);
        var rows = await _orleans.Call("WriteToStorageKey", [.. Key(key), ("GrainStateVersion", state), ("PayloadBinary", payload)]);
        return (int?)rows.SingleOrDefault()?["NewGrainStateVersion"];
    }

    private static (string, object?)[] Key(string key) =>
    [
        ("GrainIdHash", 1), ("GrainIdN0", 0L), ("GrainIdN1", 0L), ("GrainTypeHash", 2), ("GrainTypeString", "policy"),
        ("GrainIdExtensionString", key), ("ServiceId", "aftersales"),
    ];
}
