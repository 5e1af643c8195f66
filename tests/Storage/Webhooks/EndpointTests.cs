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
        Assert.Single(await queue.Claim(endpoint.Id, "other", Time.GetUtcNow(), [], 8, Cancel));
        Assert.Empty(await queue.Claim(endpoint.Id, "other", Time.GetUtcNow(), [One], 8, Cancel));
        Assert.Empty(await queue.Claim(endpoint.Id, "other", Time.GetUtcNow().AddSeconds(-1), [], 8, Cancel));
        Assert.True((await Webhooks.Put(endpoint.Id, new WebhookDefinition(Url, null, ["ticket.*"], false), Context())).Succeeded);
        Assert.Empty(await queue.Claim(endpoint.Id, "other", Time.GetUtcNow(), [], 8, Cancel));
    }

    [Fact]
    public async Task Secrets_of_a_removed_endpoint_are_forgotten_at_once()
    {
        var endpoint = await GivenEndpoint(Url);
        await Webhooks.Rotate(endpoint.Id, Context());
        await Webhooks.Remove(endpoint.Id, Context());
        Assert.Equal(0, await Database.Ask<int>("select sum(length(secret) + coalesce(length(previous_secret), 0))::int from webhook_endpoint"));
    }
}
