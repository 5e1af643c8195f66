using AfterSales.Tests.Engine.Grains;

namespace AfterSales.Tests.Engine.Embedded;

/// <summary>Passes its own key on, after a while of turns.</summary>
public interface IRelay : IGrainWithStringKey
{
    Task Pass(string target);
}

internal sealed class RelayGrain : Grain, IRelay
{
    public async Task Pass(string target)
    {
        for (int i = 0; i < 5; i++)
        {
            await Task.Yield();
        }

        await GrainFactory.GetGrain<IProbe>(target).Note(this.GetPrimaryKeyString());
    }
}
