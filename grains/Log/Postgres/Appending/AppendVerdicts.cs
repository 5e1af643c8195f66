namespace AfterSales.Log.Postgres.Appending;

/// <summary>Answers for rows that the database refused.</summary>
internal sealed class AppendVerdicts(AppendQueue queue, LogMetrics metrics)
{
    /// <summary>
    /// Looks up who holds the keys of a refused statement, and answers those rows: our own row, sent before and not answered, is a success, any other a conflict. False when no
    /// row was answered: two rows of the statement itself share a key, or the database went away.
    /// </summary>
    public async Task<bool> SettleTaken(AppendConnection connection, List<PendingAppend> rows)
    {
        var taken = await connection.FindTaken(rows);
        if (taken is null or [])
        {
            return false;
        }

        foreach (var key in taken)
        {
            foreach (var row in rows)
            {
                if (key.Holds(row.Row) && !row.IsSettled)
                {
                    Settle(row, key);
                }
            }
        }

        return true;
    }

    /// <summary>A row that the database refuses for its content (no JSON, a null character in a text).</summary>
    public void Reject(PendingAppend row, string? sqlState) =>
        queue.Fault(row, new InvalidDataException($"PostgreSQL refuses the content of row {row.Row.Seq} of stream {row.Row.StreamId} (SQLSTATE {sqlState})."));

    private void Settle(PendingAppend row, in TakenKey key)
    {
        // Found without having been sent by this append, our own row is an earlier attempt's: its caller must read what followed it.
        if (row.MayBeWritten && key.Is(row.Row))
        {
            queue.Settle(row, AppendStatus.Committed);
            return;
        }

        metrics.Conflicted();
        queue.Settle(row, AppendStatus.Conflict);
    }
}
