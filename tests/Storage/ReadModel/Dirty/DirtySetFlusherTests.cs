using AfterSales.ReadModel;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Npgsql;
using Xunit;

namespace AfterSales.Tests.Storage.ReadModel.Dirty;

public sealed class DirtySetFlusherTests
{
    private readonly ReadModelOptions _options = new() { FlushIntervalMilliseconds = 1, FlushBatch = 10 };
    private readonly DirtyTickets _set;
    private readonly ListWriter _writer = new();

    public DirtySetFlusherTests() => _set = new DirtyTickets(Options.Create(_options), TimeProvider.System, TestMetrics.ReadModel);

    [Fact]
    public async Task Batches_are_bounded()
    {
        MarkTickets(25);
        Assert.True(await Flusher().Flush(TestContext.Current.CancellationToken));
        Assert.Equal([10, 10, 5], _writer.Batches.Select(batch => batch.Count));
    }

    [Fact]
    public async Task A_failed_batch_waits_and_is_written_when_the_database_is_back()
    {
        MarkTickets(25);
        var failures = 0;
        _writer.Before = _ => throw (++failures == 1 ? new NpgsqlException("away", new IOException()) : new TimeoutException());
        var flusher = Flusher();
        Assert.False(await flusher.Flush(TestContext.Current.CancellationToken));
        Assert.False(await flusher.Flush(TestContext.Current.CancellationToken));
        Assert.Empty(_writer.Batches);

        _writer.Before = null;
        Assert.True(await flusher.Flush(TestContext.Current.CancellationToken));
        Assert.Equal(25, _writer.Batches.Sum(batch => batch.Count));
    }

    [Fact]
    public async Task What_was_written_before_a_failure_is_not_written_again()
    {
        MarkTickets(15);
        _writer.Before = batch => _ = batch.Count == 5 ? throw new TimeoutException() : 0;
        var flusher = Flusher();
        Assert.False(await flusher.Flush(TestContext.Current.CancellationToken));
        _writer.Before = null;
        Assert.True(await flusher.Flush(TestContext.Current.CancellationToken));
        Assert.Equal([10, 5], _writer.Batches.Select(batch => batch.Count));
    }

    [Fact]
    public async Task A_row_the_database_refuses_does_not_stop_the_others()
    {
        MarkTickets(10);
        _writer.Before = batch =>
        {
            if (batch.Any(row => row.Summary.Id == Rows.Id(7)))
            {
                throw new PostgresException("bad value", "ERROR", "ERROR", PostgresErrorCodes.CharacterNotInRepertoire);
            }
        };
        Assert.True(await Flusher().Flush(TestContext.Current.CancellationToken));
        Assert.Equal(Enumerable.Range(1, 10).Where(n => n != 7).Select(Rows.Id), _writer.Batches.SelectMany(batch => batch).Select(row => row.Summary.Id));
        Assert.Empty(_set.Take(100));
    }

    [Fact]
    public async Task A_shutdown_writes_what_is_left()
    {
        _options.FlushIntervalMilliseconds = 1_000;
        var flusher = Flusher();
        await flusher.StartAsync(TestContext.Current.CancellationToken);
        MarkTickets(3);
        await flusher.StopAsync(TestContext.Current.CancellationToken);
        Assert.Equal(3, _writer.Batches.Sum(batch => batch.Count));
    }

    private void MarkTickets(int count)
    {
        for (var n = 1; n <= count; n++)
        {
            _set.Mark(Rows.Ticket(n));
        }
    }

    private DirtySetFlusher<TicketRow> Flusher() => new(
        _set, _writer, Options.Create(_options), TimeProvider.System, TestMetrics.ReadModel, NullLogger<DirtySetFlusher<TicketRow>>.Instance);

    private sealed class ListWriter : IRowWriter<TicketRow>
    {
        public List<IReadOnlyList<TicketRow>> Batches { get; } = [];

        public Action<IReadOnlyList<TicketRow>>? Before { get; set; }

        public Task Write(IReadOnlyList<TicketRow> rows, CancellationToken cancellationToken)
        {
            Before?.Invoke(rows);
            Batches.Add([.. rows]);
            return Task.CompletedTask;
        }
    }
}
