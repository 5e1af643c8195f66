using Orleans.Runtime;

namespace Orleans.Embedded;

/// <summary>The result of methods that have none.</summary>
internal readonly struct None;

/// <summary>What the engine knows about one method of a grain interface.</summary>
internal abstract class GrainMethod(string name, MethodTraits traits)
{
    /// <summary>Interface and method, for people.</summary>
    public string Name { get; } = name;

    public bool AlwaysInterleaves { get; } = traits.HasFlag(MethodTraits.AlwaysInterleaves);

    public bool IsReadOnly { get; } = traits.HasFlag(MethodTraits.ReadOnly);

    public bool IsOneWay { get; } = traits.HasFlag(MethodTraits.OneWay);
}

/// <summary>One method with its argument tuple and result; the emitted proxies call it.</summary>
internal sealed class GrainMethod<TArgs, TResult>(string name, MethodTraits traits, Func<object, TArgs, Task> invoke) : GrainMethod(name, traits)
{
    private static readonly Task<TResult> NoReply = Task.FromResult<TResult>(default!);

    public Task<TResult> Call(GrainReference target, TArgs args)
    {
        EmbeddedEngine engine = target.Class.Engine;
        if (engine.IsRefusing)
        {
            return Task.FromException<TResult>(new OrleansMessageRejectionException($"{Name} was refused: the engine is stopping."));
        }

        if (engine.Copier is { } copier)
        {
            try
            {
                args = copier.Copy(args, Name);
            }
            catch (Exception exception)
            {
                return Task.FromException<TResult>(exception);
            }
        }

        var request = new Request<TArgs, TResult>(this, args);
        engine.Send(target, request);
        return request.Reply ?? NoReply;
    }

    public Task Invoke(object grain, TArgs args) => invoke(grain, args);
}

/// <summary>Attributes of a grain method.</summary>
[Flags]
internal enum MethodTraits
{
    None = 0,
    AlwaysInterleaves = 1,
    ReadOnly = 2,
    OneWay = 4,
}
