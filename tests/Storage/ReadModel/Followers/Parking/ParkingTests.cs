using AfterSales.Followers;
using AfterSales.Log;
using AfterSales.ReadModel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Xunit;

namespace AfterSales.Tests.Storage.ReadModel.Followers;

public sealed class ParkingTests : ReadModelTest
{
    private readonly ManualTime _time = new();
    private readonly long _start;
    private volatile bool _mended;
    private int _attempts;

    public ParkingTests() => _start = _time.GetTimestamp();

    [Fact]
    public async Task One_stream_that_cannot_be_folded_and_one_receiver_that_always_refuses_hold_up_nobody_else_and_are_delivered_when_mended()
    {
        await using var process = Process();
        process.Projectors.Shape = (id, version) => (id == Rows.Id(2) || id == Rows.Id(6)) && !_mended ? throw new InvalidDataException("cannot be read") : OfOrder(id, version);
        // Not always for the same cause: two of three attempts time out.
        process.Grains.OrderAnswers = Refusing(() => _attempts % 3 != 0 && _time.GetTimestamp() == _start ? throw new TimeoutException() : new Failure("defect", "never"));
        await Append(1, 2, 3, 4);
        var follower = await process.StartProjection();
        await AttemptsReach(25);
        Assert.Equal(0, await Cursor());

        _time.Advance(TimeSpan.FromSeconds(60));
        await CursorReaches(4);
        Assert.Equal(["o-1", "o-4"], Told(process));
        Assert.Equal(3, await Database.Ask<long>("select count(*) from ticket_view"));
        Assert.Equal([$"view {Rows.Id(2)} 1", $"order o-3 {Rows.Id(3)} 1"], await Parked());

        Assert.Equal("InvalidDataException", await Database.Ask<string>("select error from follower_parked where receiver = 'view'"));

        // What is known to be bad costs nobody a minute again, not for another stream either, and what is parked keeps its oldest version.
        await Database.Append(StreamKind.Ticket, Rows.Id(2), 2, 2);
        await Database.Append(StreamKind.Ticket, Rows.Id(3), 2, 2);
        await Append(5, 6);
        await CursorReaches(8);
        Assert.Equal(["o-1", "o-4", "o-5"], Told(process));
        Assert.Equal([$"view {Rows.Id(2)} 1", $"order o-3 {Rows.Id(3)} 1", $"view {Rows.Id(6)} 1"], await Parked());
        await process.Get<ParkedRetry>().Run(Cancel);
        Assert.Equal(3, (await Parked()).Length);

        _mended = true;
        await process.Get<ParkedRetry>().Run(Cancel);
        Assert.Equal(["o-1", "o-2", "o-3", "o-4", "o-5", "o-6"], Told(process));
        Assert.Equal(2, await Database.Ask<int>($"select version from ticket_view where id = '{Rows.Id(2)}'"));
        Assert.Empty(await Parked());
        Assert.False(follower.ExecuteTask!.IsCompleted);
    }

    [Fact]
    public async Task Many_attempts_in_less_than_a_minute_park_nothing_and_a_fault_that_passes_leaves_no_trace()
    {
        await using var process = Process();
        process.Projectors.Shape = OfOrder;
        process.Grains.OrderAnswers = Refusing(() => new Failure("defect", "never"));
        await Append(3);
        await process.StartProjection();
        await AttemptsReach(30);
        _time.Advance(TimeSpan.FromSeconds(59));
        await AttemptsReach(_attempts + 3);
        Assert.Equal(0, await Cursor());

        _mended = true;
        await CursorReaches(1);
        Assert.Equal(["o-3"], Told(process));
        Assert.Empty(await Parked());
    }

    [Fact]
    public async Task Faults_of_the_surroundings_that_many_have_at_once_bring_the_slice_again_however_long_they_last()
    {
        await using var process = Process();
        process.Projectors.Shape = OfOrder;
        process.Grains.OrderAnswers = _ => _mended ? true : Interlocked.Increment(ref _attempts) % 2 == 0 ? throw new TimeoutException() : new Failure(FailureCodes.Overloaded, "busy");
        await Append([.. Enumerable.Range(1, 11)]);
        await process.StartProjection();
        await AttemptsReach(11 * 25);
        _time.Advance(TimeSpan.FromHours(1));
        await AttemptsReach(_attempts + 33);
        Assert.Equal(0, await Cursor());
        Assert.Empty(await Parked());

        _mended = true;
        await CursorReaches(11);
        Assert.Equal(11, Told(process).Count());
    }

    [Fact]
    public async Task A_row_that_the_read_model_refuses_and_one_that_cannot_be_read_back_are_parked_and_the_rest_is_written()
    {
        await using var process = Process();
        process.Projectors.Shape = (id, version) => OfOrder(id, version) is var row && id == Rows.Id(2) && !_mended
            ? row with { Summary = row.Summary with { OrderId = new string('x', 1_000_000) + Guid.NewGuid() } }
            : row;
        await process.Get<IRowWriter<TicketRow>>().Write([Rows.Ticket(3)], Cancel);
        await Database.Execute("update ticket_view set routing = '{'");
        await Append(1, 2, 3);
        await process.StartProjection();
        await Eventually.True(() => process.Projectors.Projected.Count(id => id == Rows.Id(2)) > 25, "the slice is tried often");
        _time.Advance(TimeSpan.FromSeconds(60));
        await CursorReaches(3);
        Assert.Equal([Rows.Id(2), Rows.Id(3)], (await Parked()).Select(entry => Guid.Parse(entry.Split(' ')[1])));
        Assert.Equal(1, await Database.Ask<int>($"select version from ticket_view where id = '{Rows.Id(1)}'"));

        _mended = true;
        await Database.Execute("update ticket_view set routing = null where routing = '{'");
        var upkeep = process.Get<IEnumerable<IHostedService>>().OfType<FollowerUpkeep>().Single();
        await process.Start(upkeep);
        await Eventually.True(async () => await Database.Ask<long>("select count(*) from follower_parked") == 0, "they are retried at start");
        Assert.Equal(3, await Database.Ask<long>("select count(*) from ticket_view"));
    }

    [Fact]
    public async Task A_case_that_spoils_its_queue_is_in_the_end_the_only_one_missing_there()
    {
        await using var process = Process();
        process.Projectors.Shape = (id, version) => Rows.Ticket(id, version).WaitsIn(id == Rows.Id(4) ? "phone" : "general");
        process.Grains.Poison = Rows.Id(2);
        await Append(1, 2, 3, 4);
        var follower = await process.StartProjection();
        await Eventually.True(() => process.Grains.Queues.Count(told => told.Queue == "phone") > 25, "the slice is tried often");
        _time.Advance(TimeSpan.FromSeconds(60));
        await CursorReaches(4);
        Assert.Equal(3, (await Parked()).Length);

        await process.Get<ParkedRetry>().Run(Cancel);
        Assert.Equal([$"queue general {Rows.Id(2)} 1"], await Parked());
        Assert.Equal(
            [("general", Rows.Id(1)), ("general", Rows.Id(3))],
            process.Grains.Queues.Where(told => told.Queue == "general").Select(told => (told.Queue, told.Tickets.Single().TicketId)).Distinct().Order());
        Assert.False(follower.ExecuteTask!.IsCompleted);
    }

    private static TicketRow OfOrder(Guid id, int version) => Rows.Ticket(id, version, t => t with { OrderId = $"o-{id.ToByteArray()[15]}" }).Settled();

    private Func<string, Outcome<bool>> Refusing(Func<Outcome<bool>> refusal) => order =>
    {
        if (order != "o-3" || _mended)
        {
            return true;
        }

        Interlocked.Increment(ref _attempts);
        return refusal();
    };

    private ReadModelProcess Process() => new(
        Database.ConnectionString,
        options => options.MaxBackOffMilliseconds = 5,
        also: services => services.AddSingleton<TimeProvider>(_time));

    private async Task Append(params int[] tickets)
    {
        foreach (var ticket in tickets)
        {
            await Database.Append(StreamKind.Ticket, Rows.Id(ticket), 1, 1);
        }

        await Database.Readable();
    }

    private static IEnumerable<string> Told(ReadModelProcess process) =>
        process.Grains.Orders.Select(told => told.Order).Distinct().Order();

    private Task AttemptsReach(int attempts) => Eventually.True(() => Volatile.Read(ref _attempts) >= attempts, $"{attempts} attempts");

    private Task<long> Cursor() => Database.Ask<long>("select position from follower_cursor where name = 'projection'");

    private Task CursorReaches(long position) => Eventually.True(async () => await Cursor() == position, $"the cursor is at {position}");

    /// <summary>Receiver, stream and version of each.</summary>
    private async Task<string[]> Parked() => await Database.Ask<string[]>(
        "select coalesce(array_agg(concat_ws(' ', receiver, stream_id, version) order by stream_id), '{}') from follower_parked") ?? [];
}
