namespace Orleans.Embedded;

/// <summary>Constructs grain objects: persistent states and the context from the engine, all else from the services.</summary>
internal sealed class GrainConstructor
{
    private readonly ObjectFactory _factory;
    private readonly Func<Activation, object>[] _arguments;

    public GrainConstructor(Type type)
    {
        (ParameterInfo Parameter, Func<Activation, object>? Source)[] given =
            [.. type.GetConstructors().Single().GetParameters().Select(static p => (p, SourceOf(p))).Where(static pair => pair.Item2 is not null)];
        _arguments = [.. given.Select(static pair => pair.Source!)];
        _factory = ActivatorUtilities.CreateFactory(type, [.. given.Select(static pair => pair.Parameter.ParameterType)]);
    }

    public object Construct(Activation activation, out PersistentState[] states)
    {
        object[] arguments = Array.ConvertAll(_arguments, source => source(activation));
        states = arguments.Length == 0 ? [] : [.. arguments.OfType<PersistentState>()];
        return _factory(activation.ActivationServices, arguments);
    }

    private static Func<Activation, object>? SourceOf(ParameterInfo parameter)
    {
        if (parameter.ParameterType == typeof(IGrainContext))
        {
            return static activation => activation;
        }

        if (parameter.GetCustomAttribute<PersistentStateAttribute>() is not { } attribute)
        {
            return null;
        }

        ConstructorInfo state = typeof(PersistentState<>).MakeGenericType(parameter.ParameterType.GetGenericArguments()).GetConstructors().Single();
        return activation => state.Invoke([activation, attribute.StateName]);
    }
}
