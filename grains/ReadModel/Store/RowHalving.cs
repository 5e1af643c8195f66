namespace AfterSales.ReadModel;

/// <summary>Writes a batch although some of its rows may be refused: those are found by halving.</summary>
internal static class RowHalving
{
    /// <param name="rows">Sorted by id.</param>
    /// <param name="write">Writes some of them.</param>
    /// <param name="refused">Told of each row whose values are refused; the others are written.</param>
    public static async Task Write<TRow>(ArraySegment<TRow> rows, Func<ArraySegment<TRow>, Task> write, Action<TRow, Exception> refused)
    {
        try
        {
            await write(rows);
        }
        catch (Exception error) when (ReadModelErrors.IsBadData(error))
        {
            if (rows.Count == 1)
            {
                refused(rows[0], error);
                return;
            }

            var half = rows.Count / 2;
            await Write(rows[..half], write, refused);
            await Write(rows[half..], write, refused);
        }
    }
}
