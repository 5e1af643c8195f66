using AfterSales.ReadModel;
using Xunit;

namespace AfterSales.Tests.Storage.ReadModel.Lists;

public sealed class SearchTests : ReadModelTest
{
    private static readonly TicketRow[] Shop =
    [
        Rows.Ticket(1, with: t => t with { Subject = "Lamp arrived broken", OrderId = "o-1" }),
        Rows.Ticket(2, with: t => t with { Subject = "Green LAMP, wrong colour", OrderId = "o-2" }) with { TrackingNumbers = ["SF-100", "SF-200"] },
        Rows.Ticket(3, with: t => t with { Subject = "手机屏幕碎了，要求退货", CustomerId = "lamp" }),
        Rows.Ticket(4, with: t => t with { Subject = "退款未到账 order ＡＢＣ９", OrderId = null }),
    ];

    [Theory]
    [InlineData("lamp", 1, 2, 3)]
    [InlineData("  Lamp ", 1, 2)]
    [InlineData("LAMP broken", 1)]
    [InlineData("broken lamp", 1)]
    [InlineData("lam")]
    [InlineData("lamp blue")]
    [InlineData("o-2", 2)]
    [InlineData("SF-200", 2)]
    [InlineData("屏幕", 3)]
    [InlineData("手机屏", 3)]
    [InlineData("退", 3, 4)]
    [InlineData("退货", 3)]
    [InlineData("退款 到账", 4)]
    [InlineData("幕屏")]
    [InlineData("abc9", 4)]
    [InlineData("ａｂｃ９ 退款", 4)]
    [InlineData("!?")]
    [InlineData("%")]
    [InlineData("a\0b")]
    public async Task A_search_finds_exact_ids_and_all_words_of_the_subject(string typed, params int[] expected)
    {
        await using var process = new ReadModelProcess(Database.ConnectionString);
        await process.Get<IRowWriter<TicketRow>>().Write(Shop, Cancel);
        var list = await process.Get<ITicketQueries>().List(new TicketFilter { Search = typed }, null, 50, Cancel);
        Assert.Equal(expected.Select(Rows.Id), list.Items.Select(ticket => ticket.Id).Order());
    }

    [Fact]
    public async Task A_number_is_found_as_it_was_read_out()
    {
        await using var process = new ReadModelProcess(Database.ConnectionString);
        await process.Get<IRowWriter<TicketRow>>().Write(Shop, Cancel);
        var typed = Rows.AsReadOut(Shop[2].Summary.Number);
        Assert.Equal(Rows.Id(3), Assert.Single((await process.Get<ITicketQueries>().List(new TicketFilter { Search = typed }, null, 50, Cancel)).Items).Id);
    }

    [Fact]
    public async Task Words_whose_hashes_collide_are_told_apart_and_pages_stay_full()
    {
        await using var process = new ReadModelProcess(Database.ConnectionString);
        await process.Get<IRowWriter<TicketRow>>().Write(
            [.. Enumerable.Range(1, 9).Select(n => Rows.Ticket(n, with: t => t with { CreatedAt = Rows.Day.AddMinutes(n), Subject = n % 3 == 0 ? "lamp" : "chair" }))], Cancel);
        // As if "chair" had the hash of "lamp".
        await Database.Execute("update ticket_view set subject_tokens = (select subject_tokens from ticket_view where subject = 'lamp' limit 1)");

        var queries = process.Get<ITicketQueries>();
        var first = await queries.List(new TicketFilter { Search = "lamp" }, null, 2, Cancel);
        Assert.Equal([Rows.Id(9), Rows.Id(6)], first.Items.Select(ticket => ticket.Id));
        var second = await queries.List(new TicketFilter { Search = "lamp" }, first.Next, 2, Cancel);
        Assert.Equal([Rows.Id(3)], second.Items.Select(ticket => ticket.Id));
        Assert.Null(second.Next);
    }

    [Fact]
    public async Task A_word_that_very_many_subjects_hold_gives_the_newest_of_them_with_the_other_conditions()
    {
        await using var process = new ReadModelProcess(Database.ConnectionString);
        await process.Get<IRowWriter<TicketRow>>().Write(
            [.. Enumerable.Range(1, 2_100).Select(n => Rows.Ticket(n, with: t => t with
            {
                CreatedAt = Rows.Day.AddMinutes(n), CustomerId = $"c-{n % 2}", OrderId = n == 9 ? "lamp" : "o-1", Subject = n == 9 ? "chair" : "Lamp",
            }))], Cancel);

        var queries = process.Get<ITicketQueries>();
        var seen = new List<Guid>();
        TicketListCursor? cursor = null;
        do
        {
            var page = await queries.List(new TicketFilter { Search = "lamp", CustomerId = "c-1" }, cursor, 200, Cancel);
            seen.AddRange(page.Items.Select(ticket => ticket.Id));
            cursor = page.Next;
        }
        while (cursor is not null);
        Assert.Equal(Enumerable.Range(1, 2_100).Where(n => n % 2 == 1).Reverse().Select(Rows.Id), seen);
    }

    [Fact]
    public async Task An_erased_subject_is_found_no_more_once_its_row_is_projected_again()
    {
        await using var process = new ReadModelProcess(Database.ConnectionString);
        await process.Get<IRowWriter<TicketRow>>().Write([Rows.Ticket(1)], Cancel);
        await process.Get<IRowWriter<TicketRow>>().Write([Rows.Ticket(1, version: 2, t => t with { Subject = null })], Cancel);
        Assert.Empty((await process.Get<ITicketQueries>().List(new TicketFilter { Search = "lamp" }, null, 50, Cancel)).Items);
        Assert.Equal(0, await Database.Ask<int>("select cardinality(subject_tokens) from ticket_view"));
    }
}
