namespace Orleans.Embedded;

/// <summary>Makes references of one interface.</summary>
internal static class Proxy<TInterface>
{
    private static readonly Lazy<Func<GrainClass, IdSpan, GrainReference>> Constructor = new(static () => ProxyEmitter.Emit(typeof(TInterface)));

    public static TInterface Create(GrainClass grainClass, IdSpan key) => (TInterface)(object)Constructor.Value(grainClass, key);
}
