namespace AfterSales.Sla;

/// <summary>
/// One shard of the wheel: the earliest deadline of each of its cases, derived, rebuilt from the read model and then told. It wakes a case when something of
/// it is due; an entry leaves only when the case's answer brings the next one, so a case is woken at least once and ignores what is stale.
/// Key: <see cref="WheelKeys"/>. One reminder per shard is the durable wake-up.
/// </summary>
[Alias("aftersales.ISlaWheelGrain")]
public interface ISlaWheelGrain : IGrainWithStringKey
{
    /// <summary>Told by the follower of the log; older versions are ignored. At most 5,000 at a time.</summary>
    [Alias("Observe")]
    Task<Outcome<bool>> Observe(ImmutableArray<DueFacts> facts);

    /// <summary>The fast path: what cases of one process committed in the last moments; nobody waits for it.</summary>
    [Alias("Notify"), OneWay]
    Task Notify(ImmutableArray<DueFacts> facts);

    /// <summary>Keeps the shard awake; every silo calls it for every shard each second or so and when membership changed.</summary>
    [Alias("Pulse")]
    Task Pulse();

    /// <summary>The earliest entry; null when there is none. Fails while the shard cannot be loaded.</summary>
    [Alias("NextDue")]
    Task<Outcome<DueAnswer>> NextDue();

    /// <summary>
    /// Wakes, in order of due time, every case due now (business time) and answers when all have answered; for the clock of Development. At most
    /// <paramref name="most"/>; call again while it answers that many.
    /// </summary>
    [Alias("FireDue"), AlwaysInterleave]
    Task<Outcome<int>> FireDue(int most);

    [Alias("GetStats")]
    Task<WheelStats> GetStats();
}

[GenerateSerializer, Immutable, Alias("aftersales.DueAnswer")]
public sealed record DueAnswer([property: Id(0)] DateTimeOffset? Due);

/// <param name="Entries">Cases with a deadline.</param>
/// <param name="Overdue">Of them due and not yet answered.</param>
/// <param name="Loaded">Rebuilt from the read model.</param>
/// <param name="Fired">Cases woken since the shard was activated.</param>
[GenerateSerializer, Immutable, Alias("aftersales.WheelStats")]
public sealed record WheelStats([property: Id(0)] int Entries, [property: Id(1)] int Overdue, [property: Id(2)] bool Loaded, [property: Id(3)] long Fired);

/// <summary>Keys of wheel shards: <c>wheel:{0..15}</c>. The number never changes: it is also how the read model finds a shard's cases.</summary>
public static class WheelKeys
{
    public const int Shards = 16;

    private const string Prefix = "wheel:";

    public static string Of(int shard) => Prefix + shard.ToString(System.Globalization.CultureInfo.InvariantCulture);

    public static string Of(Guid ticketId) => Of(ShardOf(ticketId));

    /// <summary>By the last byte of the id, which is random in every id that we make.</summary>
    public static int ShardOf(Guid ticketId)
    {
        Span<byte> bytes = stackalloc byte[16];
        ticketId.TryWriteBytes(bytes, bigEndian: true, out _);
        return bytes[15] % Shards;
    }

    /// <summary>The shard of a key.</summary>
    public static int ShardOf(string key) => int.Parse(key.AsSpan(Prefix.Length), System.Globalization.CultureInfo.InvariantCulture);
}
