using AfterSales.Policies;
using AfterSales.ReadModel;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AfterSales.Tests.Storage.ReadModel.Lists;

/// <summary>Which cases a simulation looks at.</summary>
public sealed class RecentCasesTests : ReadModelTest
{
    private static readonly DateTimeOffset Now = new(2026, 3, 4, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Those_of_the_period_come_first_the_newest_first_then_those_that_wait()
    {
        await using var process = new ReadModelProcess(Database.ConnectionString);
        var recent = new RecentCases(process.Get<ReadModelDb>());
        await Given(1, Now.AddDays(-40), settled: true);
        await Given(2, Now.AddDays(-39), settled: false);
        await Given(3, Now.AddDays(-38), settled: false);
        await Given(4, Now.AddDays(-5), settled: true);
        await Given(5, Now.AddDays(-4), settled: false);
        await Database.Append(AfterSales.Log.StreamKind.Order, Rows.Id(9), 1, 1);
        await Given(4, Now.AddDays(-3), settled: true, seq: 2);
        await Database.Execute($"update event_log set at = '{Now:O}' where stream_id = '{Rows.Id(9)}'");
        await Database.Readable();

        Assert.Equal("4,5,3,2 False", await Read(10));
        Assert.Equal("4,5,3,2 False", await Read(4));
        Assert.Equal("4,5,3 True", await Read(3));
        Assert.Equal("4,5 True", await Read(2));
        Assert.Equal("4 True", await Read(1));

        async Task<string> Read(int most)
        {
            var (cases, cutOff) = await recent.Read(Now.AddDays(-30), most, Cancel);
            return $"{string.Join(',', cases.Select(id => Enumerable.Range(1, 9).Single(n => Rows.Id(n) == id)))} {cutOff}";
        }
    }

    private async Task Given(int n, DateTimeOffset at, bool settled, int seq = 1)
    {
        await Database.Append(AfterSales.Log.StreamKind.Ticket, Rows.Id(n), seq, seq);
        await Database.Execute($"update event_log set at = '{at:O}' where stream_id = '{Rows.Id(n)}' and seq = {seq}");
        await Database.Execute(
            $"""
            insert into ticket_view (id, created_at, updated_at, projection, version, kind, step, priority, category, settled, escalated, breached,
                rejected_for_abuse, number, customer_id, tags, tracking, subject_tokens)
            values ('{Rows.Id(n)}', '{at:O}', '{at:O}', 1, 1, 0, 0, 0, 0, {settled}, false, false, false, 'n', 'c-1', array[]::text[], array[]::text[], array[]::int[])
            on conflict do nothing
            """);
    }
}
