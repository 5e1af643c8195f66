namespace System.Runtime.CompilerServices;

/// <summary>The runtime honours it by name: the assembly that carries it may use internals of the named one.</summary>
/// <param name="assemblyName">Simple name of the assembly.</param>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
internal sealed class IgnoresAccessChecksToAttribute(string assemblyName) : Attribute
{
    public string AssemblyName { get; } = assemblyName;
}
