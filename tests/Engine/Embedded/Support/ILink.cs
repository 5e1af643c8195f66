namespace AfterSales.Tests.Engine.Embedded;

/// <summary>Grains that call each other in a row and so can build cycles.</summary>
public interface ILink : IGrainWithStringKey
{
    /// <summary>Calls the first of these, which calls the next, and awaits it; the last one answers with its key.</summary>
    Task<string> Follow(params string[] path);

    /// <summary>Calls itself without waiting, and passes the gate in that call.</summary>
    Task GoOnLater(string gate);

    /// <summary>Calls itself without waiting and then waits for something else.</summary>
    Task<string> Pass(string gate);

    [AlwaysInterleave]
    Task<string> FollowInterleaved(params string[] path);

    Task<int> Thread();
}

internal sealed class LinkGrain : Grain, ILink
{
    public async Task<string> Follow(params string[] path) => path.Length == 0
        ? this.GetPrimaryKeyString()
        : await GrainFactory.GetGrain<ILink>(path[0]).Follow(path[1..]);

    public Task GoOnLater(string gate)
    {
        GrainFactory.GetGrain<ILink>(this.GetPrimaryKeyString()).Pass(gate).Ignore();
        return Task.CompletedTask;
    }

    public async Task<string> Pass(string gate)
    {
        await Gate.Of(gate).PassAsync();
        return this.GetPrimaryKeyString();
    }

    public async Task<string> FollowInterleaved(params string[] path) => path.Length == 0
        ? this.GetPrimaryKeyString()
        : await GrainFactory.GetGrain<ILink>(path[0]).FollowInterleaved(path[1..]);

    public async Task<int> Thread()
    {
        await Task.Yield();
        return Environment.CurrentManagedThreadId;
    }
}
