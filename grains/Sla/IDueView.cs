namespace AfterSales.Sla;

/// <summary>
/// What a shard is rebuilt from. Everything the projection follower has passed is in it; what comes after, the follower tells (architecture.md section 3),
/// so loading while listening misses nothing.
/// </summary>
public interface IDueView
{
    /// <summary>Every case of the shard that wants to be woken some time, many at a time as they come. Throws when the read model cannot be reached.</summary>
    IAsyncEnumerable<IReadOnlyList<DueFacts>> Load(int shard, CancellationToken cancellationToken);
}
