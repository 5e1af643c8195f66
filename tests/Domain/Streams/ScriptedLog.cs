using AfterSales.Log;
using AfterSales.Streams;

namespace AfterSales.Tests.Domain.Streams;

/// <summary>A log whose answers come when the test says so: the place between "written" and "known".</summary>
internal sealed class ScriptedLog : IEventLog
{
    private readonly List<LogRow> _rows = [];

    public TaskCompletionSource<StreamLoad>? HeldLoad { get; set; }

    public TaskCompletionSource<AppendStatus>? HeldAppend { get; set; }

    public IReadOnlyList<LogRow> Rows => _rows;

    /// <summary>What a load that runs now would see.</summary>
    public StreamLoad Seen => new(null, [.. _rows]);

    public Task<AppendStatus> Append(LogRow row, AppendLane lane = AppendLane.Command)
    {
        if (row.Seq != _rows.Count + 1)
        {
            return Task.FromResult(AppendStatus.Conflict);
        }

        _rows.Add(row);
        return HeldAppend is { } held ? held.Task : Task.FromResult(AppendStatus.Committed);
    }

    public Task<StreamLoad> Load(Guid streamId, int foldVersion, bool includeFirst = false)
    {
        if (HeldLoad is not { } held)
        {
            return Task.FromResult(Seen);
        }

        HeldLoad = null;
        return held.Task;
    }

    public Task<IReadOnlyList<LogRow>> Read(Guid streamId, int afterSeq, int throughSeq, int limit) =>
        Task.FromResult<IReadOnlyList<LogRow>>([.. _rows.Where(row => row.Seq > afterSeq && row.Seq <= throughSeq).Take(limit)]);

    public Task<IReadOnlyList<(int Seq, Guid CommandId)>> ReadCommands(Guid streamId, int throughSeq) =>
        Task.FromResult<IReadOnlyList<(int, Guid)>>([.. _rows.Where(row => row.Seq <= throughSeq).Select(row => (row.Seq, row.CommandId))]);

    public Task<int> ReadVersion(Guid streamId) => Task.FromResult(_rows.Count);

    public void OfferSnapshot(StreamSnapshot snapshot)
    {
    }
}
