using AfterSales.Log;

namespace AfterSales.Tests.Domain.Orders;

/// <summary>Rows in memory; the next appends may be told to fail, before or after the row is kept.</summary>
internal sealed class FakeEventLog : IEventLog
{
    private readonly Queue<(AppendStatus Status, bool Kept)> _faults = [];

    public List<LogRow> Rows { get; } = [];

    public bool Unreachable { get; set; }

    public void FailNext(AppendStatus status, bool kept = false) => _faults.Enqueue((status, kept));

    public Task<AppendStatus> Append(LogRow row, AppendLane lane = AppendLane.Command)
    {
        if (row.IsTooLarge)
        {
            return Task.FromResult(AppendStatus.TooLarge);
        }

        if (_faults.TryDequeue(out var fault))
        {
            if (fault.Kept)
            {
                Rows.Add(row);
            }

            return Task.FromResult(fault.Status);
        }

        if (Rows.Any(kept => kept.StreamId == row.StreamId && kept.Seq == row.Seq))
        {
            return Task.FromResult(AppendStatus.Conflict);
        }

        Rows.Add(row);
        return Task.FromResult(AppendStatus.Committed);
    }

    public Task<StreamLoad> Load(Guid streamId, int foldVersion, bool includeFirst = false) =>
        Unreachable ? throw new LogUnavailableException("away") : Task.FromResult(new StreamLoad(null, [.. Of(streamId)]));

    public Task<IReadOnlyList<LogRow>> Read(Guid streamId, int afterSeq, int throughSeq, int limit) =>
        Task.FromResult<IReadOnlyList<LogRow>>([.. Of(streamId).Where(row => row.Seq > afterSeq && row.Seq <= throughSeq).Take(limit)]);

    public Task<IReadOnlyList<(int Seq, Guid CommandId)>> ReadCommands(Guid streamId, int throughSeq) =>
        Task.FromResult<IReadOnlyList<(int Seq, Guid CommandId)>>([.. Of(streamId).Where(row => row.Seq <= throughSeq).Select(row => (row.Seq, row.CommandId))]);

    public Task<int> ReadVersion(Guid streamId) => Task.FromResult(Of(streamId).Count());

    public void OfferSnapshot(StreamSnapshot snapshot)
    {
    }

    private IEnumerable<LogRow> Of(Guid streamId) => Rows.Where(row => row.StreamId == streamId).OrderBy(row => row.Seq);
}

/// <summary>Business time that tests set.</summary>
internal sealed class FakeClock : AfterSales.Time.IBusinessClock
{
    public DateTimeOffset Now { get; set; } = Shop.Now;
}

internal sealed class FixedPolicies(AfterSales.Policies.PolicySet policies) : AfterSales.Policies.IPolicySource
{
    public FixedPolicies()
        : this(AfterSales.Policies.PolicySet.Default)
    {
    }

    public AfterSales.Policies.PolicySet Current { get; set; } = policies;

    public Task Refresh() => Task.CompletedTask;
}

internal sealed class FixedCalendars(AfterSales.Calendars.CalendarSet? calendars = null) : AfterSales.Calendars.ICalendarSource
{
    public AfterSales.Calendars.CalendarSet Current { get; set; } = calendars ?? AfterSales.Calendars.BuiltInCalendars.Set;

    public Task Refresh() => Task.CompletedTask;
}
