using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AfterSales.LoadTests.Audit;
using AfterSales.Tests.LoadTests.Audit.Support;

namespace AfterSales.Tests.LoadTests.Audit.Tampered;

/// <summary>The receiver of webhooks got something else than the log says.</summary>
[Collection(AuditTests.Name)]
public sealed partial class DamagedWebhookTests(AuditFixture fixture)
{
    [Fact]
    public async Task One_that_never_came_is_lost()
    {
        Servers.Require();
        Audits.Finds(await With(lines => lines[1..]), AuditKinds.Lost);
    }

    [Fact]
    public async Task One_that_came_under_two_ids_is_doubled()
    {
        Servers.Require();
        Audits.Finds(await With(lines => [.. lines, lines[0].Replace("msg_", "msg_another", StringComparison.Ordinal)]), AuditKinds.Doubled);
    }

    [Fact]
    public async Task One_that_came_again_under_its_id_is_counted_and_is_no_fault()
    {
        Servers.Require();
        var verdict = await With(lines => [.. lines, lines[0]]);

        Audits.Passes(verdict);
        Assert.Equal(1, verdict.Looked[AuditNames.WebhookRepeats]);
    }

    [Fact]
    public async Task Those_of_a_case_in_another_order_are_reordered()
    {
        Servers.Require();
        Audits.Finds(await With(lines => [.. lines.Reverse()]), AuditKinds.Reordered);
    }

    [Fact]
    public async Task A_signature_that_is_not_ours_is_different()
    {
        Servers.Require();
        Audits.Finds(await With(lines => [lines[0].Replace("true", "false", StringComparison.Ordinal), .. lines[1..]]), AuditKinds.Different);
    }

    [Fact]
    public async Task One_that_tells_of_nothing_is_a_phantom()
    {
        Servers.Require();
        Audits.Finds(await With(lines => [.. lines, lines[0].Replace("\"sequence\":", "\"sequence\":9", StringComparison.Ordinal)]), AuditKinds.Phantom);
    }

    [Theory]
    [InlineData("now() - interval '1 minute'", "now() + interval '40 days'")]
    [InlineData("now() + interval '40 days'", "null")]
    public async Task One_that_waits_for_a_time_that_never_comes_is_lost(string next, string openUntil)
    {
        Servers.Require();
        Audits.Finds(await Waiting("head = {0}, next_attempt = " + next, openUntil), AuditKinds.Lost);
    }

    [Theory]
    [InlineData("now() - interval '1 minute'", "now() + interval '5 minutes'")]
    [InlineData("now() + interval '1 hour'", "null")]
    public async Task One_that_waits_for_its_next_attempt_is_not_lost(string next, string openUntil)
    {
        Servers.Require();
        var verdict = await Waiting("head = {0}, next_attempt = " + next, openUntil);

        Audits.Passes(verdict);
        Assert.Equal(1, verdict.Looked[AuditNames.WebhooksWaiting]);
    }

    [Fact]
    public async Task One_that_waits_and_is_not_the_next_of_its_case_is_half()
    {
        Servers.Require();
        Audits.Finds(await Waiting("head = null, next_attempt = null", "null"), AuditKinds.Half, AuditKinds.Lost);
    }

    [Theory]
    [InlineData(1, AuditKinds.Lost)]
    [InlineData(-1, AuditKinds.Different)]
    public async Task One_that_follows_another_than_was_received_before_it_breaks_the_chain(int off, string kind)
    {
        Servers.Require();
        string Other(string line) => Previous().Replace(line, previous => $"\"previousSequence\":{long.Parse(previous.Groups[1].Value, CultureInfo.InvariantCulture) + off}");
        var verdict = await With(lines =>
        {
            var chained = Array.FindLastIndex(lines, Previous().IsMatch);
            return [.. lines[..chained], Other(lines[chained]), .. lines[(chained + 1)..]];
        });

        Audits.Finds(verdict, kind);
    }

    [GeneratedRegex("\"previousSequence\":([0-9]+)")]
    private static partial Regex Previous();

    /// <summary>The last that came did not come, and waits.</summary>
    private async Task<AuditVerdict> Waiting(string track, string openUntil)
    {
        var last = JsonNode.Parse((await File.ReadAllLinesAsync(fixture.Receiver!.Record))[^1])!;
        var (ticket, sequence) = (last["ticket"]!.GetValue<string>(), last["sequence"]!.GetValue<long>());
        await fixture.System!.Execute(
            $"""
            update webhook_endpoint set open_until = {openUntil};
            update webhook_delivery set status = 0 where ticket_id = '{ticket}' and sequence = {sequence};
            update webhook_track set {string.Format(CultureInfo.InvariantCulture, track, sequence)} where ticket_id = '{ticket}'
            """);
        try
        {
            return await With(lines => lines[..^1]);
        }
        finally
        {
            await fixture.System.Execute(
                $"""
                update webhook_delivery set status = 1 where ticket_id = '{ticket}' and sequence = {sequence};
                update webhook_track set head = null, next_attempt = null where ticket_id = '{ticket}';
                update webhook_endpoint set open_until = null
                """);
        }
    }

    private async Task<AuditVerdict> With(Func<string[], string[]> change)
    {
        var record = Path.GetTempFileName();
        await File.WriteAllLinesAsync(record, change(await File.ReadAllLinesAsync(fixture.Receiver!.Record)));
        fixture.System!.RecordOfWebhooks = record;
        try
        {
            return await Audits.OfBroken(fixture.System, fixture.Shop!);
        }
        finally
        {
            fixture.System.RecordOfWebhooks = fixture.Receiver.Record;
            File.Delete(record);
        }
    }
}
