namespace AfterSales.LoadTests.Systems;

/// <summary>A system that somebody else started and looks after.</summary>
/// <param name="fronts">Addresses of its API.</param>
/// <param name="key">Its development key.</param>
/// <param name="connectionString">Its database, when the auditor may look into it.</param>
internal sealed class RemoteSystem(ImmutableArray<Uri> fronts, string key, string? connectionString = null) : LoadedSystem
{
    public override ImmutableArray<Uri> Fronts => fronts;

    public override string Key => key;

    public override string? ConnectionString => connectionString;

    public override ImmutableArray<SystemProcess> Processes => [];

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
