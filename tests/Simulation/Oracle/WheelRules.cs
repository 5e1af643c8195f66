using AfterSales.Sla;
using AfterSales.Tests.Simulation.Worlds;
using AfterSales.Tickets;

namespace AfterSales.Tests.Simulation.Oracle;

/// <summary>Nothing that is due is forgotten: in calm it is done soon, and at rest the wheel holds exactly what is to come.</summary>
internal sealed class WheelRules(World world, Calm calm)
{
    /// <summary>The wheel looks twice a second; the case writes a row, and the wheel is told of what was set only a moment ago.</summary>
    public static readonly TimeSpan Allowed = TimeSpan.FromSeconds(1.5);

    /// <summary>What fell due in trouble may rest after attempts that led nowhere, and the wheel may have to be loaded first.</summary>
    private static readonly TimeSpan AfterTrouble = TimeSpan.FromSeconds(12);

    /// <summary>What is late; null when nothing is.</summary>
    public string? Check()
    {
        if (calm.Since is not { } since)
        {
            return null;
        }

        foreach (var known in world.Ledger.Cases)
        {
            if (DueDecider.Next(known.State) is { } due && world.Time.Now > (due > since ? due + Allowed : since + AfterTrouble) && due < world.Time.Now)
            {
                return $"case {known.Id} wanted to be woken {(world.Time.Now - due).TotalMilliseconds:F0} ms ago, it is calm since {(world.Time.Now - since).TotalMilliseconds:F0} ms";
            }
        }

        return null;
    }

    public async Task<IReadOnlyList<string>> AtRest(Client client)
    {
        var violations = new List<string>();
        for (var shard = 0; shard < World.WheelShards; shard++)
        {
            var key = WheelKeys.Of(shard);
            var dues = world.Ledger.Cases.Where(known => WheelKeys.ShardOf(known.Id) == shard).Select(known => DueDecider.Next(known.State)).OfType<DateTimeOffset>().ToArray();
            violations.AddRange(dues.Where(due => due < world.Time.Now - Allowed).Select(due => $"shard {shard}: what was due {(world.Time.Now - due).TotalMilliseconds:F0} ms ago is not done"));
            var earliest = await client.Call(grains => grains.GetGrain<ISlaWheelGrain>(key).NextDue());
            var stats = await client.Call(async grains => (Outcome<WheelStats>)await grains.GetGrain<ISlaWheelGrain>(key).GetStats());
            if (stats?.Value is not { Loaded: true, Overdue: 0 } told || told.Entries != dues.Length)
            {
                violations.Add($"shard {shard} holds {stats?.Value}, and {dues.Length} cases want to be woken");
            }
            else if (earliest?.Value?.Due != (dues.Length == 0 ? null : dues.Min()))
            {
                violations.Add($"shard {shard} wakes next at {earliest?.Value?.Due:O}, and {(dues.Length == 0 ? "nobody wants it" : $"{dues.Min():O} is the first")}");
            }
        }

        return violations;
    }
}
