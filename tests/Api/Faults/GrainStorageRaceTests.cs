#if ORLEANS
using AfterSales.Policies;
using AfterSales.Storage;
using AfterSales.Tests.Api.Fixtures;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Orleans;
using Orleans.Runtime;
using Orleans.Storage;
using Xunit;

namespace AfterSales.Tests.Api.Faults;

/// <summary>
/// Orleans' ADO.NET grain storage on our SQL. With the stock statements two first writes of one grain can both succeed; the embedded engine's own test
/// shows the same of its side.
/// </summary>
public sealed class GrainStorageRaceTests(SystemFixture system) : SystemTests(system)
{
    private const int Races = 20;

    [Fact]
    public async Task Of_two_first_writes_one_is_a_typed_conflict_and_one_row_is_there()
    {
        var storage = System.Services.GetRequiredKeyedService<IGrainStorage>(GrainStorageNames.Catalog);
        for (var race = 0; race < Races; race++)
        {
            var key = $"race:{Guid.NewGuid():N}";
            var grain = GrainId.Create("policy", key);
            var writes = await Task.WhenAll(Write(storage, grain), Write(storage, grain));
            Assert.Single(writes, conflict => conflict is null);
            Assert.IsType<InconsistentStateException>(Assert.Single(writes, conflict => conflict is not null));
            Assert.Equal(1, await CountRows(key));
        }
    }

    private static async Task<Exception?> Write(IGrainStorage storage, GrainId grain)
    {
        try
        {
            await storage.WriteStateAsync("policy", grain, new GrainState<PolicyGrainState>(new PolicyGrainState()));
            return null;
        }
        catch (InconsistentStateException conflict)
        {
            return conflict;
        }
    }

    private async Task<long> CountRows(string key)
    {
        await using var source = NpgsqlDataSource.Create(System.ConnectionString);
        await using var command = source.CreateCommand("select count(*) from grain_storage where grain_key = $1");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = key });
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
#endif
