using AfterSales.Webhooks;
using Xunit;

namespace AfterSales.Tests.Storage.Webhooks;

/// <summary>Endpoints as they are stored, and who may send to them.</summary>
public sealed class EndpointTests : WebhookTest
{
    private const string Url = "http://127.0.0.1:1/hooks";

    [Fact]
    public async Task There_are_never_more_endpoints_than_allowed_also_when_several_are_created_at_once()
    {
        for (var endpoint = 0; endpoint < 97; endpoint++)
        {
            await GivenEndpoint(Url);
        }

        var created = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Webhooks.Create(new WebhookDefinition(Url, null, ["ticket.*"], true), Context())));
        Assert.Equal(3, created.Count(outcome => outcome.Succeeded));
        Assert.All(created.Where(outcome => !outcome.Succeeded), outcome => Assert.Equal(FailureCodes.PolicyRefused, outcome.Failure!.Code));

        // A removed one makes room at once.
        Assert.True((await Webhooks.Remove(created.First(outcome => outcome.Succeeded).Value!.Endpoint.Id, Context())).Succeeded);
        await GivenEndpoint(Url);
        Assert.Equal(100, (await Webhooks.List(Cancel)).Value!.Items.Length);
    }

    [Fact]
    public async Task Of_two_who_change_the_same_version_one_is_told_that_he_was_late()
    {
        var endpoint = await GivenEndpoint(Url);
        Assert.Equal(2, (await Webhooks.Rotate(endpoint.Id, Context(1))).Value!.Endpoint.Version);
        Assert.Equal(FailureCodes.PreconditionFailed, (await Webhooks.Rotate(endpoint.Id, Context(1))).Failure!.Code);
        Assert.Equal(FailureCodes.PreconditionFailed, (await Webhooks.Remove(endpoint.Id, Context(1))).Failure!.Code);
        Assert.True((await Webhooks.Remove(endpoint.Id, Context(2))).Succeeded);
        Assert.Equal(FailureCodes.NotFound, (await Webhooks.Rotate(endpoint.Id, Context())).Failure!.Code);
    }

    [Fact]
    public async Task Who_lost_the_lease_without_noticing_and_who_is_paused_meanwhile_sends_nothing()
    {
        var endpoint = await GivenEndpoint(Url);
        await GivenEvents(One, 1);
        await Follow();
        await Database.Execute("insert into follower_cursor (name, lease_owner) values ('webhook-sender', 'other')");
        var queue = Process.Get<DeliveryQueue>();
        Assert.Empty(await queue.Claim(endpoint.Id, "late", Time.GetUtcNow(), [], 8, Cancel));
        Assert.Empty(await queue.Claim(endpoint.Id, "other", Time.GetUtcNow(), [One], 8, Cancel));
        Assert.Empty(await queue.Claim(endpoint.Id, "other", Time.GetUtcNow().AddSeconds(-1), [], 8, Cancel));
        Assert.Single(await queue.Claim(endpoint.Id, "other", Time.GetUtcNow(), [], 8, Cancel));

        // Whoever gets the lease while that is under way leaves it alone until it must be over.
        await Database.Execute("update follower_cursor set lease_owner = 'next' where name = 'webhook-sender'");
        Assert.Empty(await queue.Claim(endpoint.Id, "next", Time.GetUtcNow().AddSeconds(14.9), [], 8, Cancel));
        Assert.Single(await queue.Claim(endpoint.Id, "next", Time.GetUtcNow().AddSeconds(15), [], 8, Cancel));
        Time.Advance(TimeSpan.FromMinutes(1));
        Assert.True((await Webhooks.Put(endpoint.Id, new WebhookDefinition(Url, null, ["ticket.*"], false), Context())).Succeeded);
        Assert.Empty(await queue.Claim(endpoint.Id, "next", Time.GetUtcNow(), [], 8, Cancel));
    }

    [Fact]
    public async Task A_head_whose_row_is_missing_is_put_right_and_the_case_goes_on()
    {
        var endpoint = await GivenEndpoint(Url);
        await GivenEvents(One, 2);
        await Follow();
        await Database.Execute("insert into follower_cursor (name, lease_owner) values ('webhook-sender', 'test'); delete from webhook_delivery where sequence = 1000");
        var queue = Process.Get<DeliveryQueue>();
        Assert.Empty(await queue.Claim(endpoint.Id, "test", Time.GetUtcNow(), [], 8, Cancel));
        Assert.Equal([2_000L], (await queue.Claim(endpoint.Id, "test", Time.GetUtcNow(), [], 8, Cancel)).Select(delivery => delivery.Sequence));
    }

    [Fact]
    public async Task A_repeated_rotation_is_answered_the_same_and_every_old_secret_signs_for_its_own_day()
    {
        var endpoint = await GivenEndpoint(Url);
        var first = Context(1);
        var rotated = (await Webhooks.Rotate(endpoint.Id, first)).Value!;
        var again = (await Webhooks.Rotate(endpoint.Id, first)).Value!;
        Assert.Equal((rotated.Secret, 2, true), (again.Secret, again.Endpoint.Version, again.Repeated));

        Time.Advance(TimeSpan.FromHours(12));
        var newest = (await Webhooks.Rotate(endpoint.Id, Context(2))).Value!;
        Assert.Equal(Time.GetUtcNow().AddHours(24), newest.Endpoint.OldSecretUntil);
        Assert.Equal(FailureCodes.PreconditionFailed, (await Webhooks.Rotate(endpoint.Id, first)).Failure!.Code);
        await GivenEvents(One, 1);
        await Follow();
        Assert.Equal([newest.Secret!, rotated.Secret!, endpoint.Secret], await Keys());
        Time.Advance(TimeSpan.FromHours(12));
        Assert.Equal([newest.Secret!, rotated.Secret!], await Keys());

        for (var more = 0; more < 9; more++)
        {
            Assert.True((await Webhooks.Rotate(endpoint.Id, Context())).Succeeded);
        }

        Assert.Equal(FailureCodes.PolicyRefused, (await Webhooks.Rotate(endpoint.Id, Context())).Failure!.Code);
    }

    [Fact]
    public async Task A_creation_repeated_with_another_body_or_after_the_removal_is_told_so()
    {
        var definition = new WebhookDefinition(Url, null, ["ticket.*"], true);
        var first = Context(CommandId.Of("test", "admin-1", "key", "one"u8));
        var created = (await Webhooks.Create(definition, first)).Value!;
        Assert.Equal((created.Endpoint.Id, null, true), ((await Webhooks.Create(definition, first)).Value! is var again ? (again.Endpoint.Id, again.Secret, again.Repeated) : default));
        var other = Context(CommandId.Of("test", "admin-1", "key", "other"u8));
        Assert.Equal(FailureCodes.IdempotencyKeyReused, (await Webhooks.Create(definition with { Description = "other" }, other)).Failure!.Code);

        Assert.True((await Webhooks.Remove(created.Endpoint.Id, Context())).Succeeded);
        await Process.Get<WebhookUpkeep>().Run(Cancel);
        Assert.Equal(FailureCodes.NotFound, (await Webhooks.Create(definition, first)).Failure!.Code);
    }

    private async Task<IEnumerable<string>> Keys() => (await Process.Get<DueEndpoints>().Read(Time.GetUtcNow(), Cancel)).Single().Keys.Select(WebhookSecrets.ToText);

    [Fact]
    public async Task Secrets_of_a_removed_endpoint_are_forgotten_at_once()
    {
        var endpoint = await GivenEndpoint(Url);
        await Webhooks.Rotate(endpoint.Id, Context());
        await Webhooks.Remove(endpoint.Id, Context());
        Assert.Equal(0, await Database.Ask<int>("select sum(length(secret) + cardinality(old_secrets))::int from webhook_endpoint"));
    }
}
