using System.Collections.Immutable;

namespace AfterSales.Tests.Engine.Embedded;

/// <summary>Gives back what it got.</summary>
public interface IEcho : IGrainWithStringKey
{
    Task<Parcel> Keep(Parcel parcel);

    Task<Parcel> Kept();

    Task<Node> Return(Node node);

    Task<object> Box(object anything);
}

/// <summary>A message with a bit of everything.</summary>
[GenerateSerializer, Immutable]
public sealed record Parcel(
    [property: Id(0)] string Name,
    [property: Id(1)] int[] Numbers,
    [property: Id(2)] ImmutableArray<string> Tags,
    [property: Id(3)] ImmutableDictionary<string, Item> ByKey,
    [property: Id(4)] ReadOnlyMemory<byte> Bytes,
    [property: Id(5)] DateTimeOffset? At) : Message
{
    [Id(6)]
    public required Dictionary<string, List<Item>> Index { get; init; }

    public string? NotMarked { get; init; } = "not sent";
}

/// <summary>A base type with members of its own.</summary>
[GenerateSerializer]
public abstract record Message
{
    [Id(0)]
    public required List<Item> Items { get; init; }
}

/// <summary>A part of a message.</summary>
[GenerateSerializer]
public sealed record Item([property: Id(0)] int Number);

/// <summary>A message that holds itself.</summary>
[GenerateSerializer]
public sealed class Node
{
    [Id(0)]
    public Node? Self { get; set; }

    [Id(1)]
    public required List<Item> Items { get; init; }
}

/// <summary>May not cross a boundary.</summary>
public sealed class Stranger;

internal sealed class EchoGrain : Grain, IEcho
{
    private Parcel? _kept;

    public Task<Parcel> Keep(Parcel parcel) => Task.FromResult(_kept = parcel);

    public Task<Parcel> Kept() => Task.FromResult(_kept!);

    public Task<Node> Return(Node node) => Task.FromResult(node);

    public Task<object> Box(object anything) => Task.FromResult(anything);
}
