using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json.Serialization;

namespace AfterSales.Tickets;

/// <summary>Stable names of event types, as <see cref="TicketEvent"/> declares them.</summary>
internal static class TicketEventNames
{
    private static readonly FrozenDictionary<Type, string> Discriminators = typeof(TicketEvent)
        .GetCustomAttributes<JsonDerivedTypeAttribute>()
        .ToFrozenDictionary(derived => derived.DerivedType, derived => (string)derived.TypeDiscriminator!);

    private static readonly FrozenDictionary<Type, string> Names = Discriminators.ToFrozenDictionary(entry => entry.Key, entry => WithoutVersion(entry.Value));

    /// <summary>Name and version, e.g. <c>approved.v1</c>, of every type that is or was written.</summary>
    public static IReadOnlyDictionary<Type, string> All => Discriminators;

    /// <summary>The name without its version, e.g. <c>approved</c>.</summary>
    public static string Of(TicketEvent stored) => Of(stored.GetType());

    public static string Of(Type type) => Names[type];

    private static string WithoutVersion(string discriminator) => discriminator[..discriminator.LastIndexOf(".v", StringComparison.Ordinal)];
}
