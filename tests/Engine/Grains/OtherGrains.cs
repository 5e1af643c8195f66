using System.Collections.Concurrent;

namespace AfterSales.Tests.Engine.Grains;

/// <summary>A grain that counts its activations and fails the first so many of them.</summary>
public interface IFragile : IGrainWithGuidKey
{
    Task<int> Attempt();
}

internal sealed class FragileGrain : Grain, IFragile
{
    private static readonly ConcurrentDictionary<Guid, int> Attempts = new();

    public static ConcurrentDictionary<Guid, int> Failures { get; } = new();

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        int attempt = Attempts.AddOrUpdate(this.GetPrimaryKey(), 1, static (_, n) => n + 1);
        await Task.Yield();
        if (Failures.TryGetValue(this.GetPrimaryKey(), out int failures) && attempt <= failures)
        {
            throw new ProbeFailureException($"attempt {attempt}");
        }
    }

    public Task<int> Attempt() => Task.FromResult(Attempts[this.GetPrimaryKey()]);
}

/// <summary>A grain whose requests may all run beside each other.</summary>
public interface IOpen : IGrainWithIntegerKey
{
    Task<long> Hold(string gate);

    Task Note();
}

[Reentrant]
internal sealed class OpenGrain : Grain, IOpen
{
    public async Task<long> Hold(string gate)
    {
        await Gate.Of(gate).PassAsync();
        return this.GetPrimaryKeyLong();
    }

    public Task Note() => Task.CompletedTask;
}

/// <summary>A grain that watches whether it is alone: one activation, one request at a time.</summary>
public interface ISolitary : IGrainWithIntegerKey
{
    /// <summary>Counts, and sometimes leaves.</summary>
    Task Visit(bool leave);
}

internal sealed class SolitaryGrain : Grain, ISolitary
{
    private static readonly ConcurrentDictionary<long, int> Active = new();
    private static int s_violations;
    private int _inside;

    public static ConcurrentDictionary<long, int> Visits { get; } = new();

    public static int Violations => s_violations;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        Check(Active.AddOrUpdate(this.GetPrimaryKeyLong(), 1, static (_, n) => n + 1) == 1);
        return Task.CompletedTask;
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        await Task.Yield();
        Check(_inside == 0);
        Active.AddOrUpdate(this.GetPrimaryKeyLong(), 0, static (_, n) => n - 1);
    }

    public async Task Visit(bool leave)
    {
        Check(++_inside == 1);
        await Task.Yield();
        Visits.AddOrUpdate(this.GetPrimaryKeyLong(), 1, static (_, n) => n + 1);
        if (leave)
        {
            DeactivateOnIdle();
        }

        await Task.Yield();
        Check(--_inside == 0);
    }

    private static void Check(bool holds)
    {
        if (!holds)
        {
            Interlocked.Increment(ref s_violations);
        }
    }
}
