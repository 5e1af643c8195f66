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
