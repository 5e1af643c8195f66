using AfterSales.Tests.Storage.Fixtures;
using Xunit;

namespace AfterSales.Tests.Storage.Storage;

public sealed class MembershipQueriesTests(MigratedDatabase database) : IClassFixture<MigratedDatabase>
{
    private const int Active = 3;
    private const int Dead = 6;
    private static readonly DateTime Now = new(2025, 11, 11, 0, 0, 0, DateTimeKind.Utc);

    private readonly OrleansStatements _orleans = new(database);
    private readonly string _cluster = Guid.NewGuid().ToString("N");

    [Fact]
    public async Task The_version_row_is_made_once_and_is_read_without_members()
    {
        Assert.True(await _orleans.Ask("InsertMembershipVersionKey", Cluster));
        Assert.False(await _orleans.Ask("InsertMembershipVersionKey", Cluster));

        foreach (var row in new[] { (await ReadAll()).Single(), (await ReadOne(11_111)).Single() })
        {
            Assert.Equal(0, row["Version"]);
            Assert.Null(row["StartTime"]);
            Assert.Null(row["Address"]);
        }
    }

    [Fact]
    public async Task A_change_with_a_stale_version_changes_nothing()
    {
        await _orleans.Ask("InsertMembershipVersionKey", Cluster);
        Assert.True(await Join(1, version: 0));

        Assert.False(await Join(2, version: 0));
        Assert.False(await Join(1, version: 1));
        Assert.False(await Set(1, Active, version: 0));
        Assert.False(await Set(2, Active, version: 1));

        var row = Assert.Single(await ReadAll());
        Assert.Equal((1, 2, 1), ((int)row["Version"]!, (int)row["Status"]!, (int)row["Port"]!));
    }

    [Fact]
    public async Task Of_silos_that_join_with_the_same_version_one_succeeds()
    {
        await _orleans.Ask("InsertMembershipVersionKey", Cluster);

        var joined = await Task.WhenAll(Enumerable.Range(1, 6).Select(port => Join(port, version: 0)));

        Assert.Single(joined, success => success);
        Assert.Equal(1, Assert.Single(await ReadAll())["Version"]);
    }

    [Fact]
    public async Task A_heartbeat_leaves_the_version_alone()
    {
        await _orleans.Ask("InsertMembershipVersionKey", Cluster);
        await Join(1, version: 0);

        await _orleans.Call("UpdateIAmAlivetimeKey", [.. Member(1), ("IAmAliveTime", Now.AddMinutes(1))]);

        var row = Assert.Single(await ReadOne(1));
        Assert.Equal((1, Now.AddMinutes(1)), ((int)row["Version"]!, (DateTime)row["IAmAliveTime"]!));
    }

    [Fact]
    public async Task Gateways_are_the_active_silos_that_have_one()
    {
        await _orleans.Ask("InsertMembershipVersionKey", Cluster);
        await Join(1, version: 0);
        await Join(2, version: 1);
        await Join(3, version: 2, proxyPort: 0);
        await Set(1, Active, version: 3);
        await Set(3, Active, version: 4);

        var gateway = Assert.Single(await _orleans.Call("GatewaysQueryKey", Cluster, ("Status", Active)));

        Assert.Equal(("127.0.0.1", 30_001, 7), ((string)gateway["Address"]!, (int)gateway["ProxyPort"]!, (int)gateway["Generation"]!));
    }

    [Fact]
    public async Task Clean_up_takes_dead_silos_and_never_active_ones()
    {
        await _orleans.Ask("InsertMembershipVersionKey", Cluster);
        await Join(1, version: 0);
        await Join(2, version: 1);
        await Set(1, Active, version: 2);
        await Set(2, Dead, version: 3);

        await _orleans.Call("CleanupDefunctSiloEntriesKey", Cluster, ("IAmAliveTime", Now.AddHours(1)));

        Assert.Equal(1, Assert.Single(await ReadAll())["Port"]);
        await _orleans.Call("DeleteMembershipTableEntriesKey", Cluster);
        Assert.Empty(await ReadAll());
    }

    private (string, object?) Cluster => ("DeploymentId", _cluster);

    private Task<List<Dictionary<string, object?>>> ReadAll() => _orleans.Call("MembershipReadAllKey", Cluster);

    private Task<List<Dictionary<string, object?>>> ReadOne(int port) => _orleans.Call("MembershipReadRowKey", Member(port));

    private Task<bool> Join(int port, int version, int? proxyPort = null) => _orleans.Ask(
        "InsertMembershipKey",
        [
            .. Member(port), ("SiloName", $"silo {port}"), ("HostName", "host"), ("Status", 2), ("ProxyPort", proxyPort ?? 30_000 + port),
            ("StartTime", Now), ("IAmAliveTime", Now), ("Version", version),
        ]);

    private Task<bool> Set(int port, int status, int version) => _orleans.Ask(
        "UpdateMembershipKey",
        [.. Member(port), ("Status", status), ("SuspectTimes", new OrleansStatements.Null(System.Data.DbType.String)), ("IAmAliveTime", Now), ("Version", version)]);

    private (string, object?)[] Member(int port) => [Cluster, ("Address", "127.0.0.1"), ("Port", port), ("Generation", 7)];
}
