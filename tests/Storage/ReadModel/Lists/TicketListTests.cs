using AfterSales.ReadModel;
using AfterSales.Tickets;
using Xunit;

namespace AfterSales.Tests.Storage.ReadModel.Lists;

public sealed class TicketListTests : ReadModelTest
{
    private static readonly TicketRow[] Shop =
    [
        Rows.Ticket(1, with: t => t with { CustomerId = "c-7", Kind = TicketKind.Repair, Step = TicketStep.InRepair }),
        Rows.Ticket(2, with: t => t with { OrderId = "o-7", Priority = TicketPriority.P1, Tags = ["vip", "fragile"] }),
        Rows.Ticket(3, with: t => t with { Queue = "q-7", Step = TicketStep.AwaitingCustomer, CreatedAt = Rows.Day.AddHours(1) }),
        Rows.Ticket(4, with: t => t with { Assignee = "a-7", Category = TicketCategory.Price }),
        Rows.Ticket(5, with: t => t with { Owner = "a-7", Breached = true, CreatedAt = Rows.Day.AddHours(-1) }),
        Rows.Ticket(6).Settled(refunded: 500),
        Rows.Ticket(7, with: t => t with { Step = TicketStep.Resolved, Kind = TicketKind.Complaint }),
    ];

    public static TheoryData<string, TicketFilter, int[]> Filters => new()
    {
        { "nothing", new TicketFilter(), [1, 2, 3, 4, 5, 6, 7] },
        { "number", new TicketFilter { Number = TicketNumber.Of(Rows.Id(1)) }, [1] },
        { "number as read out", new TicketFilter { Number = Rows.AsReadOut(TicketNumber.Of(Rows.Id(1))) }, [1] },
        { "number that is none", new TicketFilter { Number = "nonsense" }, [] },
        { "customer", new TicketFilter { CustomerId = "c-7" }, [1] },
        { "order", new TicketFilter { OrderId = "o-7" }, [2] },
        { "kind", new TicketFilter { Kind = TicketKind.Repair }, [1] },
        { "open step", new TicketFilter { Step = TicketStep.InRepair }, [1] },
        { "settled step", new TicketFilter { Step = TicketStep.Completed }, [6] },
        { "stage", new TicketFilter { Stage = TicketStage.InReview }, [2, 3, 4, 5] },
        { "stage with open and settled steps", new TicketFilter { Stage = TicketStage.Completed }, [6, 7] },
        { "step outside the stage", new TicketFilter { Stage = TicketStage.Closed, Step = TicketStep.InRepair }, [] },
        { "queue", new TicketFilter { Queue = "q-7" }, [3] },
        { "assignee", new TicketFilter { Assignee = "a-7" }, [4] },
        { "owner", new TicketFilter { Owner = "a-7" }, [5] },
        { "priority", new TicketFilter { Priority = TicketPriority.P1 }, [2] },
        { "category", new TicketFilter { Category = TicketCategory.Price }, [4] },
        { "tag", new TicketFilter { Tag = "fragile" }, [2] },
        { "breached", new TicketFilter { Breached = true }, [5] },
        { "not breached", new TicketFilter { Breached = false }, [1, 2, 3, 4, 6, 7] },
        { "from, inclusive", new TicketFilter { CreatedFrom = Rows.Day.AddHours(1) }, [3] },
        { "to, exclusive", new TicketFilter { CreatedTo = Rows.Day }, [5] },
        { "all together", new TicketFilter { CustomerId = "c-1", OrderId = "o-7", Tag = "vip", CreatedFrom = Rows.Day, CreatedTo = Rows.Day.AddHours(1) }, [2] },
        { "no match", new TicketFilter { CustomerId = "c-7", OrderId = "o-7" }, [] },
        { "a text that is SQL", new TicketFilter { CustomerId = "' or true --" }, [] },
    };

    [Theory]
    [MemberData(nameof(Filters), DisableDiscoveryEnumeration = true)]
    public async Task A_list_holds_what_its_filter_says(string what, TicketFilter filter, int[] expected)
    {
        await using var process = new ReadModelProcess(Database.ConnectionString);
        await process.Get<IRowWriter<TicketRow>>().Write(Shop, Cancel);
        var list = await process.Get<ITicketQueries>().List(filter, null, 50, Cancel);
        Assert.True(expected.Select(Rows.Id).ToHashSet().SetEquals(list.Items.Select(ticket => ticket.Id)), $"{what}: {string.Join(", ", list.Items.Select(t => t.Id))}");
        Assert.Null(list.Next);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(10)]
    [InlineData(23)]
    [InlineData(200)]
    public async Task Pages_hold_every_ticket_once_newest_first_even_when_many_were_created_at_the_same_time(int limit)
    {
        await using var process = new ReadModelProcess(Database.ConnectionString);
        var rows = Enumerable.Range(1, 23).Select(n => Rows.Ticket(n, with: t => t with { CreatedAt = Rows.Day.AddMinutes(n / 5) })).ToArray();
        await process.Get<IRowWriter<TicketRow>>().Write(rows, Cancel);

        var seen = new List<TicketSummary>();
        TicketListCursor? cursor = null;
        do
        {
            var page = await process.Get<ITicketQueries>().List(new TicketFilter { CustomerId = "c-1" }, cursor, limit, Cancel);
            Assert.True(page.Items.Count <= limit);
            seen.AddRange(page.Items);
            cursor = page.Next;
        }
        while (cursor is not null);

        Assert.Equal(rows.Select(row => row.Summary.Id).Order(), seen.Select(ticket => ticket.Id).Order());
        Assert.Equal(seen.Select(ticket => ticket.CreatedAt).OrderDescending(), seen.Select(ticket => ticket.CreatedAt));
    }

    [Fact]
    public async Task A_ticket_opened_while_somebody_pages_shifts_nothing()
    {
        await using var process = new ReadModelProcess(Database.ConnectionString);
        var writer = process.Get<IRowWriter<TicketRow>>();
        await writer.Write([.. Enumerable.Range(1, 4).Select(n => Rows.Ticket(n, with: t => t with { CreatedAt = Rows.Day.AddMinutes(n) }))], Cancel);
        var first = await process.Get<ITicketQueries>().List(new TicketFilter(), null, 2, Cancel);
        await writer.Write([Rows.Ticket(5, with: t => t with { CreatedAt = Rows.Day.AddMinutes(5) })], Cancel);
        var second = await process.Get<ITicketQueries>().List(new TicketFilter(), first.Next, 2, Cancel);

        Assert.Equal([Rows.Id(4), Rows.Id(3), Rows.Id(2), Rows.Id(1)], first.Items.Concat(second.Items).Select(ticket => ticket.Id));
        Assert.Null(second.Next);
    }
}
