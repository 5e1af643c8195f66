namespace AfterSales.Log.Postgres.Appending;

/// <summary>
/// How many rows may be admitted and not yet answered, over all loops: a loop that lags for a moment may use what the others leave.
/// </summary>
/// <param name="total">Rows in all.</param>
/// <param name="systemReserve">The part of it that commands may not use.</param>
internal sealed class AppendCapacity(int total, int systemReserve)
{
    private int _used;

    public int Used => Volatile.Read(ref _used);

    public bool TryTake(AppendLane lane)
    {
        if (Interlocked.Increment(ref _used) <= (lane == AppendLane.System ? total : total - systemReserve))
        {
            return true;
        }

        Interlocked.Decrement(ref _used);
        return false;
    }

    public void Return() => Interlocked.Decrement(ref _used);
}
