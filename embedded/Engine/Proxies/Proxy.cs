using Orleans.Runtime;

namespace Orleans.Embedded
{
    /// <summary>Makes references of one interface.</summary>
    internal static class Proxy<TInterface>
    {
        private static readonly Lazy<Func<GrainClass, IdSpan, GrainReference>> Constructor = new(static () => ProxyEmitter.Emit(typeof(TInterface)));

        public static TInterface Create(GrainClass grainClass, IdSpan key) => (TInterface)(object)Constructor.Value(grainClass, key);
    }
}

namespace System.Runtime.CompilerServices
{
    /// <summary>The runtime honours it by name: the assembly that carries it may use internals of the named one.</summary>
    [AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
    internal sealed class IgnoresAccessChecksToAttribute(string assemblyName) : Attribute
    {
        public string AssemblyName { get; } = assemblyName;
    }
}
