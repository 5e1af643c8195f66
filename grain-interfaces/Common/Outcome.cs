using System.Diagnostics.CodeAnalysis;

namespace AfterSales;

/// <summary>A value or an expected failure. Exceptions are left for the unexpected.</summary>
[GenerateSerializer, Immutable, Alias("aftersales.Outcome`1")]
public readonly record struct Outcome<T>
{
    [Id(0)] public T? Value { get; init; }

    [Id(1)] public Failure? Failure { get; init; }

    [MemberNotNullWhen(true, nameof(Value))]
    [MemberNotNullWhen(false, nameof(Failure))]
    public bool Succeeded => Failure is null;

    public static implicit operator Outcome<T>(T value) => new() { Value = value };

    public static implicit operator Outcome<T>(Failure failure) => new() { Failure = failure };
}
