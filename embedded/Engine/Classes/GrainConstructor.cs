using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;

namespace Orleans.Embedded;

/// <summary>Constructs grain objects: persistent states and the context from the engine, all else from the services.</summary>
internal sealed class GrainConstructor
{
    private readonly ObjectFactory _factory;
    private readonly Func<Activation, object>[] _arguments;

    public GrainConstructor(Type type)
    {
        ParameterInfo[] given = [.. ConstructorOf(type).GetParameters().Where(static p => Source(p) is not null)];
        _arguments = [.. given.Select(static p => Source(p)!)];
        _factory = ActivatorUtilities.CreateFactory(type, [.. given.Select(static p => p.ParameterType)]);
    }

    /// <summary>The only public constructor, which <see cref="GrainCatalog"/> has checked.</summary>
    public static ConstructorInfo ConstructorOf(Type type) => type.GetConstructors().Single();

    public object Construct(Activation activation, out PersistentState[] states)
    {
        if (_arguments.Length == 0)
        {
            states = [];
            return _factory(activation.ActivationServices, null);
        }

        object[] arguments = [.. _arguments.Select(source => source(activation))];
        states = [.. arguments.OfType<PersistentState>()];
        return _factory(activation.ActivationServices, arguments);
    }

    private static Func<Activation, object>? Source(ParameterInfo parameter)
    {
        if (parameter.ParameterType == typeof(IGrainContext))
        {
            return static activation => activation;
        }

        if (parameter.GetCustomAttribute<PersistentStateAttribute>() is not { } attribute)
        {
            return null;
        }

        ConstructorInfo state = typeof(PersistentState<>)
            .MakeGenericType(parameter.ParameterType.GetGenericArguments()[0])
            .GetConstructors().Single();
        return activation => state.Invoke([activation, attribute.StateName]);
    }
}
