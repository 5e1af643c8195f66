using AfterSales.Log;
using AfterSales.Log.InMemory;
using AfterSales.Tests.Storage.Fixtures;
using Xunit;

namespace AfterSales.Tests.Storage.Log.InMemory;

public sealed class FaultPlanTests
{
    private static readonly Guid Stream = Guid.NewGuid();

    [Fact]
    public void The_same_seed_gives_the_same_faults_and_another_seed_others()
    {
        var row = Rows.Row(Stream, 1);
        List<AppendFate> Draw(int seed)
        {
            var plan = new SeededFaultPlan(seed, new LogFaultRates());
            return [.. Enumerable.Range(0, 1_000).Select(_ => plan.Next(row))];
        }

        Assert.Equal(Draw(7), Draw(7));
        Assert.NotEqual(Draw(7), Draw(8));
        Assert.Equal(Enum.GetValues<LogFault>(), Draw(7).Select(fate => fate.Fault).Distinct().Order());
    }

    [Theory]
    [InlineData(LogFault.Overload, AppendStatus.Overloaded, 0)]
    [InlineData(LogFault.Fail, AppendStatus.Unavailable, 0)]
    [InlineData(LogFault.Zombie, AppendStatus.Conflict, 1)]
    [InlineData(LogFault.LoseAnswer, AppendStatus.Unknown, 1)]
    [InlineData(LogFault.LoseRow, AppendStatus.Unknown, 0)]
    internal async Task Each_fault_answers_and_writes_as_it_says(LogFault fault, AppendStatus answer, int rows)
    {
        var log = new InMemoryEventLog(new ManualTime(), new Once(fault));
        var row = Rows.Row(Stream, 1);

        Assert.Equal(answer, await log.Append(row));
        Assert.Equal(rows, await log.ReadVersion(Stream));

        // Whatever happened, trying the same row again ends in exactly one.
        Assert.Equal(AppendStatus.Committed, await log.Append(row));
        Assert.Single((await log.Load(Stream, 0)).Rows);
    }

    [Fact]
    public async Task A_delayed_commit_lets_no_later_row_of_its_stream_overtake()
    {
        var time = new ManualTime();
        var log = new InMemoryEventLog(time, new Once(LogFault.None, TimeSpan.FromSeconds(1)));
        var slow = log.Append(Rows.Row(Stream, 1));
        var next = log.Append(Rows.Row(Stream, 2));
        Assert.Equal(AppendStatus.Committed, await log.Append(Rows.Row(Guid.NewGuid(), 1)));
        Assert.Equal(0, await log.ReadVersion(Stream));

        time.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal([AppendStatus.Committed, AppendStatus.Committed], await Task.WhenAll(slow, next).Within("both are written"));
    }

    [Fact]
    public async Task A_delayed_answer_comes_after_the_commit()
    {
        var time = new ManualTime();
        var log = new InMemoryEventLog(time, new Once(LogFault.None, beforeAnswer: TimeSpan.FromSeconds(1)));
        var append = log.Append(Rows.Row(Stream, 1));

        Assert.Equal(1, await log.ReadVersion(Stream));
        Assert.False(append.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(AppendStatus.Committed, await append.Within("the answer comes"));
    }

    private sealed class Once(LogFault fault, TimeSpan beforeCommit = default, TimeSpan beforeAnswer = default) : ILogFaultPlan
    {
        private AppendFate _next = new(fault, beforeCommit, beforeAnswer);

        public AppendFate Next(LogRow row)
        {
            var fate = _next;
            _next = default;
            return fate;
        }
    }
}
