using AfterSales.LoadTests.Audit;
using AfterSales.Tests.LoadTests.Audit.Support;

namespace AfterSales.Tests.LoadTests.Audit.Tampered;

/// <summary>The receiver of webhooks got something else than the log says.</summary>
[Collection(AuditTests.Name)]
public sealed class DamagedWebhookTests(AuditFixture fixture)
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
