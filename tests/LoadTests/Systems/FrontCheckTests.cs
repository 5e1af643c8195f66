using AfterSales.LoadTests.Running;
using AfterSales.LoadTests.Systems;
using AfterSales.Tests.LoadTests.Driving;

namespace AfterSales.Tests.LoadTests.Systems;

public sealed class FrontCheckTests
{
    [Fact]
    public async Task A_front_that_is_not_ready_at_first_is_alive_and_one_that_nobody_serves_is_dead()
    {
        var asked = 0;
        await using var front = await StubFront.Start(http =>
        {
            http.Response.StatusCode = http.Request.Path == "/health/ready" && Interlocked.Increment(ref asked) > 1 ? 200 : 503;
            return Task.CompletedTask;
        });
        var dead = new Uri($"http://127.0.0.1:{ServiceProcess.FreePort()}");

        Assert.Equal([dead], await FrontCheck.Dead([front.Url, dead], TimeSpan.FromSeconds(3)));
    }
}
