using System.Net;
using AfterSales.Tests.Api.Fixtures;
using Xunit;

namespace AfterSales.Tests.Api.Live;

public sealed class StreamLimitTests
{
    [Fact]
    public async Task Streams_take_no_place_of_reads_have_a_limit_of_their_own_and_end_when_the_host_stops()
    {
        TestDatabase.Require();
        var database = await TestDatabase.Create();
        try
        {
            await using var app = await SystemFixture.Start(
                database, ("Admission:Reads", "1"), ("Admission:ReadQueue", "0"), ("Live:MaxSubscribers", "2"), ("Live:MaxPerSubject", "1"));
            using var api = new ApiClient(SystemFixture.AddressOf(app));
            await using var first = await EventStreamReader.Open(api, "topic=queues/general", "agent");
            var more = await api.Get("/v1/stream?topic=queues/finance", "agent");
            Assert.Equal((HttpStatusCode.TooManyRequests, "rate-limited"), (more.Status, more.Code));
            Assert.NotNull(more.Headers.RetryAfter);
            await using var second = await EventStreamReader.Open(api, "topic=queues/finance", "agent:another");

            Assert.Equal(HttpStatusCode.OK, (await api.Get("/v1/tickets", "agent")).Status);
            var third = await api.Get("/v1/stream?topic=queues/general", "lead");
            Assert.Equal((HttpStatusCode.ServiceUnavailable, "overloaded"), (third.Status, third.Code));
            Assert.NotNull(third.Headers.RetryAfter);

            await app.StopAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
            while (await first.Next() is not null)
            {
                // Whatever was under way.
            }
        }
        finally
        {
            await TestDatabase.Drop(database);
        }
    }
}
