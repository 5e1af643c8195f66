using Orleans.Runtime;

namespace Orleans.Embedded;

/// <summary>Makes references of one interface.</summary>
internal static class Proxy<TInterface>
{
    private static Func<GrainClass, IdSpan, GrainReference>? s_create;

    public static TInterface Create(GrainClass grainClass, IdSpan key) =>
        (TInterface)(object)(s_create ??= ProxyEmitter.ConstructorOf(typeof(TInterface)))(grainClass, key);
}
