namespace AfterSales.Sla;

/// <summary>
/// The fast path to the wheel: what cases of this process want to be woken for is told to the shards many at a time. The follower of the log is the
/// guarantee behind it.
/// </summary>
public interface IDueFeed
{
    /// <summary>Remembers the newest facts of a case; a full feed drops them (the follower will tell).</summary>
    void Mark(DueFacts facts);
}
