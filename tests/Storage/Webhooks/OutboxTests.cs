using AfterSales.Followers;
using AfterSales.Tests.Storage.ReadModel;
using AfterSales.Tickets;
using AfterSales.Webhooks;
using Xunit;

namespace AfterSales.Tests.Storage.Webhooks;

/// <summary>From rows of the log to rows of the outbox.</summary>
public sealed class OutboxTests : WebhookTest
{
    private const string Url = "http://127.0.0.1:1/hooks";

    [Fact]
    public async Task Public_events_are_enqueued_for_each_endpoint_that_wants_them_and_chained_for_each()
    {
        var all = await GivenEndpoint(Url);
        var some = await GivenEndpoint(Url, "ticket.opened", "ticket.rejected");
        await Append(One, 1, Opening(One));
        await Append(One, 2, new Noted { By = Roles.Agent });
        await Append(One, 3, new Replied { By = Roles.Agent }, new Rejected("manual") { To = TicketStep.Rejected, By = Roles.Agent });
        await Follow();
        Assert.Equal(
            [(1_000L, null, "ticket.opened"), (3_000L, 1_000L, "ticket.replied"), (3_001L, 3_000L, "ticket.rejected")], await Enqueued(all.Id));
        Assert.Equal([(1_000L, null, "ticket.opened"), (3_001L, 1_000L, "ticket.rejected")], await Enqueued(some.Id));
        Assert.Equal(2, await Database.Ask<long>("select count(*) from webhook_track where head = 1000"));
        Assert.Contains("\"step\":\"Rejected\"", await Database.Ask<string>("select payload from webhook_delivery where sequence = 3001 limit 1"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_repeated_slice_changes_nothing_also_when_what_it_brought_was_delivered_and_cleared_away()
    {
        var endpoint = await GivenEndpoint(Url);
        await GivenEvents(One, 3);
        var slice = await Follow();
        var before = await Enqueued(endpoint.Id);
        await Follow(slice);
        Assert.Equal(before, await Enqueued(endpoint.Id));

        await Database.Execute("delete from webhook_delivery; update webhook_track set head = null, next_attempt = null");
        await Follow(slice);
        Assert.Empty(await Enqueued(endpoint.Id));

        // What comes next still knows what was before it.
        await Append(One, 4, new Replied { By = Roles.Agent });
        await Follow();
        Assert.Equal([(4_000L, 3_000L, "ticket.replied")], await Enqueued(endpoint.Id));
    }

    [Fact]
    public async Task A_case_from_before_is_told_as_it_was_right_after_each_event()
    {
        await Append(One, 1, Opening(One));
        await Append(One, 2, new InfoRequested { To = TicketStep.AwaitingCustomer, By = Roles.Agent });
        await Follow();
        var endpoint = await GivenEndpoint(Url);
        await Append(One, 3, new Replied { By = Roles.Agent });
        await Append(One, 4, new InfoProvided { To = TicketStep.UnderReview, By = Roles.Customer });
        await Follow();
        Assert.Equal(["AwaitingCustomer", "UnderReview"], await Said(endpoint.Id, "step"));
        Assert.Equal(["c-1", "c-1"], await Said(endpoint.Id, "customerId"));
        Assert.Equal([(3_000L, null, "ticket.replied"), (4_000L, 3_000L, "ticket.info-provided")], await Enqueued(endpoint.Id));
    }

    [Fact]
    public async Task Without_endpoints_or_with_disabled_ones_nothing_is_gathered()
    {
        await GivenEvents(One, 2);
        await Follow();
        var paused = await Webhooks.Create(new WebhookDefinition(Url, null, ["ticket.*"], Enabled: false), Context());
        await Append(One, 3, new Replied { By = Roles.Agent });
        await Follow();
        Assert.Empty(await Deliveries(paused.Value!.Endpoint.Id));
    }

    [Fact]
    public async Task A_case_that_cannot_be_read_holds_up_no_other_and_goes_out_in_order_when_it_can()
    {
        var endpoint = await GivenEndpoint(Url);
        await Append(One, 1, Opening(One));
        await AppendText(One, 2, """[{"t":"of-tomorrow.v1"}]""");
        await GivenEvents(Two, 1);
        var slice = await Assert.ThrowsAsync<SliceFaultedException>(() => Follow()) is not null
            ? await Process.Get<AfterSales.Log.ILogReader>().ReadMarks(AfterSales.Log.LogCursor.Start, 100, Cancel)
            : [];
        Assert.Equal(1, await Database.Ask<long>($"select count(*) from webhook_delivery where ticket_id = '{Two}'"));
        Time.Advance(TimeSpan.FromSeconds(2));
        await Follow(slice);
        Assert.Equal(1, await Database.Ask<long>("select count(*) from follower_parked where consumer = 'webhooks'"));

        // What follows of the case waits with it, and costs nobody another minute.
        await Append(One, 3, new Replied { By = Roles.Agent });
        await Append(Two, 2, new Replied { By = Roles.Agent });
        await Follow();
        Assert.Equal(2, await Database.Ask<long>($"select count(*) from webhook_delivery where ticket_id = '{Two}'"));
        Assert.Equal(0, await Database.Ask<long>($"select count(*) from webhook_delivery where ticket_id = '{One}'"));

        await Database.Execute($$"""update event_log set data = '[{"t":"replied.v1"}]' where stream_id = '{{One}}' and seq = 2""");
        await Process.Get<ParkedCases>().Retry(Cancel);
        Assert.Equal(0, await Database.Ask<long>("select count(*) from follower_parked"));
        Assert.Equal(
            [(1_000L, null), (2_000L, 1_000L), (3_000L, 2_000L)],
            (await Deliveries(endpoint.Id)).Where(row => row.TicketId == One).Select(row => (row.Sequence, row.PreviousSequence)).Order());
    }

    [Fact]
    public async Task A_case_that_the_tables_refuse_is_parked_and_keeps_neither_the_follower_nor_another_parked_one()
    {
        await GivenEndpoint(Url);
        await Database.Execute($"alter table webhook_delivery add constraint refused check (ticket_id <> '{One}')");
        await GivenEvents(One, 1);
        await GivenEvents(Two, 1);
        await Assert.ThrowsAsync<SliceFaultedException>(() => Follow());
        Assert.Equal(1, await Database.Ask<long>("select count(*) from webhook_delivery"));
        Time.Advance(TimeSpan.FromSeconds(2));
        await Follow();
        Assert.Equal(1, await Database.Ask<long>("select count(*) from follower_parked where error = 'sql-23514'"));

        await Database.Execute(
            $"insert into follower_parked (consumer, stream_id, receiver, error, version, attempts) values ('webhooks', '{Two}', 'webhook {Two}', 'x', 1, 1000)");
        await Process.Get<ParkedCases>().Retry(Cancel);
        Assert.Equal([One], await Database.Ask<Guid[]>("select array_agg(stream_id) from follower_parked") ?? []);
        Assert.Equal(3, await Database.Ask<int>("select attempts from follower_parked"));
    }

    [Fact]
    public async Task What_is_forgotten_while_other_cases_are_folded_is_not_missed()
    {
        var reader = new NoticeReader(Process.Get<CaseRows>(), remembered: 2);
        await GivenEvents(One, 2);
        await GivenEvents(Two, 2);
        var three = Rows.Id(3);
        await GivenEvents(three, 2);
        var faults = new SliceFaults();
        await reader.Read([new TellSpan(three, 1, 1), new TellSpan(One, 1, 1)], faults, Cancel);
        var notices = await reader.Read([new TellSpan(One, 2, 2), new TellSpan(Two, 1, 2), new TellSpan(three, 2, 2)], faults, Cancel);
        Assert.Empty(faults.All);
        Assert.Equal([(One, 2_000L), (Two, 1_000L), (Two, 2_000L), (three, 2_000L)], notices.Select(notice => (notice.TicketId, notice.Sequence)));
    }

    [Fact]
    public async Task The_follower_begins_at_the_end_that_the_log_had_when_webhooks_came()
    {
        await Database.Execute("delete from follower_cursor");
        await GivenEvents(One, 2);
        await Database.Readable();
        await Database.Execute(AfterSales.Storage.Migration.All.Single(step => step.Version == 18).Sql);
        var end = await Process.Get<FollowerCursors>().ReadEnd(Cancel);
        Assert.Equal(end, await Process.Get<FollowerCursors>().Acquire(WebhookConsumer.ConsumerName, "test", TimeSpan.FromSeconds(1), Cancel));
    }

    private async Task<(long, long?, string)[]> Enqueued(Guid endpoint) =>
        [.. (await Deliveries(endpoint)).Select(row => (row.Sequence, row.PreviousSequence, row.Type)).Order()];

    private async Task<string[]> Said(Guid endpoint, string field) => await Database.Ask<string[]>(
        $"select array_agg(payload::json -> 'data' ->> '{field}' order by sequence) from webhook_delivery where endpoint_id = '{endpoint}'") ?? [];
}
