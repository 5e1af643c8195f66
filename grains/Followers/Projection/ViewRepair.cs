using System.Collections.Concurrent;
using AfterSales.Log;
using AfterSales.ReadModel;
using Microsoft.Extensions.Options;

namespace AfterSales.Followers;

/// <summary>Brings rows of one table of the read model up to the log: folds the streams and upserts the results.</summary>
internal interface IViewRepair
{
    /// <summary>Whose rows they are.</summary>
    StreamKind Kind { get; }

    /// <summary>Whether any of these is waiting in this process to be written, or being written.</summary>
    bool AnyWaits(IReadOnlyCollection<Guid> behind);

    /// <param name="behind">Streams to project.</param>
    /// <param name="wanted">Version each must have reached; the log holds it, so a fold that does not is a defect.</param>
    /// <param name="faults">Takes the streams that cannot be folded or whose row is refused; the others are written.</param>
    /// <param name="cancellationToken">Ends the work; what was written stays.</param>
    Task Repair(IReadOnlyCollection<Guid> behind, IReadOnlyDictionary<Guid, int> wanted, SliceFaults faults, CancellationToken cancellationToken);
}

/// <inheritdoc cref="IViewRepair"/>
internal sealed class ViewRepair<TRow>(
    StreamKind kind,
    DirtySet<TRow> dirty,
    IRowWriter<TRow> writer,
    Func<Guid, CancellationToken, Task<TRow?>> project,
    FollowerMetrics metrics,
    IOptions<FollowerOptions> followerOptions,
    IOptions<ReadModelOptions> readModelOptions) : IViewRepair
    where TRow : class
{
    public StreamKind Kind => kind;

    public bool AnyWaits(IReadOnlyCollection<Guid> behind) => behind.Any(id => dirty.TryGet(id, out _));

    public async Task Repair(IReadOnlyCollection<Guid> behind, IReadOnlyDictionary<Guid, int> wanted, SliceFaults faults, CancellationToken cancellationToken)
    {
        foreach (var batch in behind.Chunk(readModelOptions.Value.FlushBatch))
        {
            var rows = new ConcurrentBag<TRow>();
            await Concurrently.ForEach(batch, followerOptions.Value.ProjectParallelism, async (id, token) =>
            {
                try
                {
                    if (await Project(id, wanted[id], token) is { } row)
                    {
                        rows.Add(row);
                    }
                }
                catch (Exception error) when (!token.IsCancellationRequested)
                {
                    faults.Add(Fault.OfView(id, error));
                    if (faults.AreGeneral)
                    {
                        throw;
                    }
                }
            }, cancellationToken);
            if (!rows.IsEmpty)
            {
                await RowHalving.Write<TRow>(
                    rows.OrderBy(dirty.IdOf).ToArray(),
                    async part =>
                    {
                        await writer.Write(part, cancellationToken);
                        metrics.Repaired(part.Count);
                    },
                    (row, error) => faults.Add(Fault.OfView(dirty.IdOf(row), error)));
            }
        }
    }

    private async Task<TRow?> Project(Guid id, int wanted, CancellationToken cancellationToken)
    {
        // What this process has waiting to be written need not be folded again.
        var row = dirty.TryGet(id, out var waiting) && dirty.VersionOf(waiting!) >= wanted ? waiting : await project(id, cancellationToken);
        return row is null || dirty.VersionOf(row) >= wanted
            ? row
            : throw new InvalidDataException($"Stream {id} holds row {wanted} but was projected in version {dirty.VersionOf(row)}.");
    }
}
