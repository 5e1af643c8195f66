using AfterSales.Tests.Domain.Orders;
using AfterSales.Tests.Domain.Tickets;
using AfterSales.Tickets;
using Xunit;

namespace AfterSales.Tests.Domain.Sla;

/// <summary>While processes of an older version may still serve, nothing is written that they could not read.</summary>
public sealed class AdoptionTimeTests
{
    [Fact]
    public async Task A_young_process_puts_an_old_case_off_and_adopts_it_later()
    {
        var desk = await new Desk(new FakeEventLog(), adoptAfterSeconds: 600).Opened(promised: false);
        var early = await desk.Promises.Fire();
        Assert.Equal((Samples.Start.AddSeconds(600), false, null), (early.Answer.Value.Due, desk.State.Promised, early.Before));

        desk.Clock.Now = Samples.Start.AddSeconds(600);
        var later = await desk.Promises.Fire();
        Assert.True(desk.State.Promised && later.Before is not null);
        Assert.True(later.Answer.Value.Version > early.Answer.Value.Version);
    }

    [Fact]
    public async Task A_case_with_promises_does_not_wait()
    {
        var desk = await new Desk(new FakeEventLog(), adoptAfterSeconds: 600).Opened();
        Assert.NotEqual(Samples.Start.AddSeconds(600), (await desk.Promises.Fire()).Answer.Value.Due);
    }
}
