using Orleans.Concurrency;

namespace Orleans.Embedded;

/// <summary>The result of methods that have none.</summary>
internal readonly struct None;

/// <summary>One method of a grain interface, with its argument tuple and result; the emitted proxies call it.</summary>
internal sealed class GrainMethod<TArgs, TResult>(MethodInfo method, Func<object, TArgs, Task> invoke)
{
    private static readonly Task<TResult> NoReply = Task.FromResult<TResult>(default!);

    /// <summary>Interface and method, for people.</summary>
    public string Name { get; } = $"{method.DeclaringType!.Name}.{method.Name}";
    public bool AlwaysInterleaves { get; } = method.IsDefined(typeof(AlwaysInterleaveAttribute));
    public bool IsReadOnly { get; } = method.IsDefined(typeof(ReadOnlyAttribute));
    public bool IsOneWay { get; } = method.IsDefined(typeof(OneWayAttribute));

    public Task<TResult> Call(GrainReference target, TArgs args)
    {
        EmbeddedEngine engine = target.Class.Engine;
        try
        {
            if (engine.IsRefusing)
            {
                throw new OrleansMessageRejectionException($"{Name} was refused: the engine is stopping.");
            }

            var request = new MethodCall<TArgs, TResult>(this, engine.Copier is { } copier ? copier.Copy(args, Name) : args);
            engine.Send(target, request);
            return request.Reply ?? NoReply;
        }
        catch (Exception exception)
        {
            return Task.FromException<TResult>(exception);
        }
    }

    public Task Invoke(object grain, TArgs args) => invoke(grain, args);
}
