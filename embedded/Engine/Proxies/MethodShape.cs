namespace Orleans.Embedded;

/// <summary>The types that one interface method is called through.</summary>
internal sealed class MethodShape
{
    private static readonly Type[] Tuples =
    [
        typeof(ValueTuple<>), typeof(ValueTuple<,>), typeof(ValueTuple<,,>), typeof(ValueTuple<,,,>), typeof(ValueTuple<,,,,>),
        typeof(ValueTuple<,,,,,>), typeof(ValueTuple<,,,,,,>),
    ];

    public MethodShape(MethodInfo method)
    {
        Method = method;
        Parameters = [.. method.GetParameters().Select(static p => p.ParameterType)];
        Arguments = Parameters.Length == 0 ? typeof(ValueTuple) : Tuples[Parameters.Length - 1].MakeGenericType(Parameters);
        Result = method.ReturnType.IsGenericType ? method.ReturnType.GetGenericArguments()[0] : typeof(None);
        Invoker = typeof(Func<,,>).MakeGenericType(typeof(object), Arguments, typeof(Task));
        GrainMethod = typeof(GrainMethod<,>).MakeGenericType(Arguments, Result);
    }

    public static int MaxParameters => Tuples.Length;
    public MethodInfo Method { get; }
    public Type[] Parameters { get; }
    public Type Arguments { get; }
    public Type Result { get; }
    public Type Invoker { get; }
    public Type GrainMethod { get; }
    public bool ReturnsValueTask => Method.ReturnType.IsValueType;
}
