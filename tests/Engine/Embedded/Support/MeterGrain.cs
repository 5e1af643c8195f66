namespace AfterSales.Tests.Engine.Embedded;

/// <summary>Makes and answers calls to be measured.</summary>
public interface IMeter : IGrainWithStringKey
{
    Task<int> Answer(int number);

    /// <summary>Calls a grain of its own so many times, in a turn or outside of all turns.</summary>
    Task Caller(int calls, bool fromOutside);
}

/// <summary>A grain without any state.</summary>
public interface IEmpty : IGrainWithGuidKey
{
    Task Touch();
}

internal sealed class MeterGrain : Grain, IMeter
{
    public Task<int> Answer(int number) => Task.FromResult(number);

    public Task Caller(int calls, bool fromOutside)
    {
        IMeter callee = GrainFactory.GetGrain<IMeter>($"callee of {this.GetPrimaryKeyString()}");
        return fromOutside ? Task.Run(() => LoopAsync(callee, calls)) : LoopAsync(callee, calls);
    }

    private static async Task LoopAsync(IMeter callee, int calls)
    {
        for (int i = 0; i < calls; i++)
        {
            await callee.Answer(i);
        }
    }
}

internal sealed class EmptyGrain : Grain, IEmpty
{
    public Task Touch() => Task.CompletedTask;
}
