namespace AfterSales.LoadTests.Audit.Derived;

/// <summary>Something derived differs from the log at this moment. It is looked at again before it counts: what time does to cases goes on meanwhile.</summary>
/// <param name="Streams">What has to be read again to look again.</param>
internal sealed record Suspicion(string Kind, string What, params ImmutableArray<Guid> Streams);

/// <summary>Compares what is derived with the folded log, all of it or some streams of it.</summary>
internal interface IDerivedCheck
{
    IAsyncEnumerable<Suspicion> Compare(AuditContext context, StreamScope scope, CancellationToken cancellation);
}

/// <summary>Which streams are looked at.</summary>
/// <param name="Only">Null: all.</param>
internal sealed record StreamScope(IReadOnlySet<Guid>? Only)
{
    public static StreamScope Everything { get; } = new((IReadOnlySet<Guid>?)null);

    public bool IsWhole => Only is null;

    public bool Holds(Guid stream) => Only?.Contains(stream) ?? true;
}
