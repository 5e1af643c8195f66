namespace AfterSales.LoadTests.Systems;

/// <summary>The system under load: where callers reach it, and what of it runs on this machine.</summary>
internal abstract class LoadedSystem : IAsyncDisposable
{
    /// <summary>Addresses of the REST API; callers spread over them and go to another when one does not answer.</summary>
    public abstract ImmutableArray<Uri> Fronts { get; }

    /// <summary>Signs development tokens.</summary>
    public abstract string Key { get; }

    /// <summary>The database, where this machine can reach it; null for a system known by its address alone.</summary>
    public abstract string? ConnectionString { get; }

    /// <summary>Its processes on this machine at this moment, PostgreSQL's postmaster among them; empty for a system elsewhere.</summary>
    public abstract ImmutableArray<SystemProcess> Processes { get; }

    /// <summary>Lines of <see cref="ReceivedWebhook"/>; null when nobody receives webhooks.</summary>
    public virtual string? WebhookRecord => null;

    /// <summary>Its processes on this machine that ended without being told to, since the start.</summary>
    public virtual ImmutableArray<UnexpectedEnd> Ends => [];

    public abstract ValueTask DisposeAsync();
}

/// <param name="Name">Unique: <c>silo1</c>, <c>all</c>, <c>postgres</c>.</param>
/// <param name="Part">What its processor time counts as: <c>silo</c>, <c>api</c>, <c>all</c>, <c>postgres</c>, <c>webhooks</c>.</param>
/// <param name="Metrics">Its /metrics address; null where it has none.</param>
internal sealed record SystemProcess(string Name, string Part, int Id, Uri? Metrics);

/// <summary>A process that ended without being told to.</summary>
internal sealed record UnexpectedEnd(string Process, int ExitCode, DateTimeOffset At);

/// <summary>One webhook as the receiver saw it and answered it 2xx; one line of JSON.</summary>
/// <param name="At">Unix time in microseconds.</param>
/// <param name="Id">Header <c>webhook-id</c>: the same for every attempt of one delivery.</param>
/// <param name="Sequence">Number of the delivery within its ticket, and the one before it.</param>
internal sealed record ReceivedWebhook(long At, string Id, string Type, Guid Ticket, long Sequence, long? PreviousSequence, bool SignatureValid);
