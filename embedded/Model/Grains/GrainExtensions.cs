using Orleans.Embedded;

namespace Orleans;

/// <summary>Identity of grains and of references to them.</summary>
public static class GrainExtensions
{
    /// <summary>The identity.</summary>
    public static GrainId GetGrainId(this IAddressable grain) => grain switch
    {
        IGrainBase instance => instance.GrainContext.GrainId,
        GrainReference reference => reference.GrainId,
        _ => throw new ArgumentException($"{grain?.GetType().FullName ?? "null"} is neither a grain nor a reference to one.", nameof(grain)),
    };

    /// <summary>A reference to this very grain, to be handed to others.</summary>
    public static TGrainInterface AsReference<TGrainInterface>(this IAddressable grain) => grain switch
    {
        IGrainBase { GrainContext: Activation activation } => Proxy<TGrainInterface>.Create(activation.Class, activation.Key),
        GrainReference reference => Proxy<TGrainInterface>.Create(reference.Class, reference.Key),
        _ => throw new ArgumentException($"{grain?.GetType().FullName ?? "null"} is neither a grain nor a reference to one.", nameof(grain)),
    };

    /// <summary>The Guid key.</summary>
    public static Guid GetPrimaryKey(this IAddressable grain) => GetGrainId(grain) is { Key.IsGuid: true } id ? id.Key.AsGuid : throw NoKey("Guid", grain);

    /// <summary>The integer key.</summary>
    public static long GetPrimaryKeyLong(this IAddressable grain) =>
        GetGrainId(grain) is { Key.IsInteger: true } id ? id.Key.AsInteger : throw NoKey("integer", grain);

    /// <summary>The string key.</summary>
    public static string GetPrimaryKeyString(this IAddressable grain) => GetGrainId(grain).Key.ToString();

    private static InvalidOperationException NoKey(string kind, IAddressable grain) => new($"The key of {GetGrainId(grain)} is no {kind}.");
}
