using AfterSales.ReadModel;
using AfterSales.Tickets;
using Xunit;

namespace AfterSales.Tests.Storage.ReadModel.Lists;

public sealed class TicketRowStoreTests : ReadModelTest
{
    [Fact]
    public async Task A_row_is_listed_with_every_field_as_it_was_projected()
    {
        await using var process = new ReadModelProcess(Database.ConnectionString);
        var row = Rows.Ticket(1, version: 4, ticket => ticket with
        {
            Kind = TicketKind.Exchange,
            Step = TicketStep.AwaitingReplacement,
            Priority = TicketPriority.P1,
            Category = TicketCategory.WrongItem,
            Subject = "It's \"broken\", 灯坏了",
            Tags = ["a\"b", "c\\d", "e,f", "{}", ""],
            Queue = "q-1",
            Owner = "a-1",
            Assignee = "a-2",
            RequestedAmount = new Money(1999, "CNY"),
            ApprovedAmount = new Money(1500, "CNY"),
            RefundedAmount = new Money(0, "CNY"),
            Escalated = true,
            Breached = true,
        });
        await process.Get<IRowWriter<TicketRow>>().Write([row], Cancel);

        var listed = Assert.Single((await process.Get<ITicketQueries>().List(new TicketFilter(), null, 10, Cancel)).Items);
        Assert.Equal(row.Summary.Tags.AsEnumerable(), listed.Tags);
        Assert.Equal(row.Summary with { Tags = [] }, listed with { Tags = [] });
    }

    [Fact]
    public async Task Fields_that_are_absent_stay_absent()
    {
        await using var process = new ReadModelProcess(Database.ConnectionString);
        var row = Rows.Ticket(1, with: ticket => ticket with { OrderId = null, Subject = null });
        await process.Get<IRowWriter<TicketRow>>().Write([row], Cancel);

        var listed = Assert.Single((await process.Get<ITicketQueries>().List(new TicketFilter(), null, 10, Cancel)).Items);
        Assert.Equal(row.Summary with { Tags = [] }, listed with { Tags = [] });
    }

    [Theory]
    [InlineData(1, 5, 1, 6, true)]
    [InlineData(1, 5, 1, 5, false)]
    [InlineData(1, 5, 1, 4, false)]
    [InlineData(1, 5, 2, 4, true)]
    [InlineData(2, 5, 1, 6, false)]
    public async Task The_newer_projection_and_version_wins(int storedProjection, int storedVersion, int projection, int version, bool wins)
    {
        await Write(storedProjection, Rows.Ticket(1, storedVersion, ticket => ticket with { Subject = "stored" }));
        await Write(projection, Rows.Ticket(1, version, ticket => ticket with { Subject = "written" }));

        Assert.Equal(wins ? "written" : "stored", await Database.Ask<string>("select subject from ticket_view"));
        Assert.Equal(wins ? version : storedVersion, await Database.Ask<int>("select version from ticket_view"));
    }

    [Fact]
    public async Task The_newer_version_of_an_order_wins()
    {
        await using var process = new ReadModelProcess(Database.ConnectionString);
        var writer = process.Get<IRowWriter<OrderRow>>();
        await writer.Write([Rows.Order(Rows.Id(1), version: 2, customerId: "c-2")], Cancel);
        await writer.Write([Rows.Order(Rows.Id(1), version: 1, customerId: "c-1")], Cancel);
        Assert.Equal("c-2", await Database.Ask<string>("select customer_id from order_view"));

        await writer.Write([Rows.Order(Rows.Id(1), version: 3, customerId: "c-3")], Cancel);
        Assert.Equal("c-3", await Database.Ask<string>("select customer_id from order_view"));
    }

    [Fact]
    public async Task A_character_that_no_text_column_takes_is_left_out()
    {
        await Write(1, Rows.Ticket(1, with: ticket => ticket with { Subject = "a\0b", Tags = ["x\0y"] }));
        Assert.Equal("ab", await Database.Ask<string>("select subject from ticket_view"));
        Assert.Equal("xy", await Database.Ask<string>("select tags[1] from ticket_view"));
    }

    [Fact]
    public async Task The_index_knows_no_word_of_the_subject()
    {
        await Write(1, Rows.Ticket(1, with: ticket => ticket with { Subject = "Li Lei wants 退货" }));
        var indexes = await Database.Ask<string>("select string_agg(indexdef, ' ') from pg_indexes where tablename = 'ticket_view'");
        Assert.DoesNotContain("(subject)", indexes);
        Assert.DoesNotContain("subject,", indexes);
        Assert.Equal(6, await Database.Ask<int>("select cardinality(subject_tokens) from ticket_view"));
    }

    private async Task Write(int projection, TicketRow row)
    {
        await using var process = new ReadModelProcess(Database.ConnectionString, readModel: options => options.Projection = projection);
        await process.Get<IRowWriter<TicketRow>>().Write([row], Cancel);
    }
}
