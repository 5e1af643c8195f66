namespace AfterSales.ReadModel;

/// <summary>Upserts rows of one table; an older (projection, version) than the stored one changes nothing, so repeating is safe.</summary>
internal interface IRowWriter<in TRow>
{
    /// <param name="rows">Sorted by id, each id once.</param>
    /// <param name="cancellationToken">Stops waiting; the rows may or may not be written.</param>
    Task Write(IReadOnlyList<TRow> rows, CancellationToken cancellationToken);
}
