using System.Net;
using System.Text.Json.Nodes;
using AfterSales.Orders;
using AfterSales.Tests.Api.Fixtures;
using AfterSales.Tickets;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Xunit;
using static AfterSales.Tests.Api.Fixtures.Bodies;

namespace AfterSales.Tests.Api.Faults;

/// <summary>
/// The opening protocol after a crash between claim and case (architecture.md section 4): the claim holds for 30 s, then whoever meets it asks the
/// ticket, whose stream is fenced before the pieces are free.
/// </summary>
[Collection(nameof(OpeningCrashTests))]
public sealed class OpeningCrashTests(SystemFixture system) : SystemTests(system)
{
    [Fact]
    public async Task A_claim_whose_case_never_opened_is_freed_after_thirty_seconds()
    {
        var (orderId, customer) = await GivenOrder("Delivered", opened: true);
        var lost = await ClaimAndCrash(orderId, customer);
        AssertProblem(await Open(orderId, customer), HttpStatusCode.UnprocessableEntity, "line-has-open-case");

        await AdvanceClock("PT31S");
        Assert.Equal(HttpStatusCode.Created, (await Open(orderId, customer)).Status);
        AssertProblem(await Api.Get($"/v1/tickets/{lost}", "agent"), HttpStatusCode.NotFound, "not-found");
    }

    [Fact]
    public async Task A_retry_of_the_lost_opening_takes_its_own_claim()
    {
        var (orderId, customer) = await GivenOrder("Delivered", opened: true);
        var key = NewId("retry");
        var id = Log.StreamIds.OfTicket(Issuer, customer, key);
        await ClaimAndCrash(orderId, customer, id);
        var opened = await Open(orderId, customer, key);
        Assert.Equal(HttpStatusCode.Created, opened.Status);
        Assert.Equal(id, opened.Id);
    }

    [Fact]
    public async Task A_retry_after_its_claim_was_voided_opens_anew_when_the_line_is_free()
    {
        var (orderId, customer) = await GivenOrder("Delivered", opened: true);
        var key = NewId("void");
        var id = Log.StreamIds.OfTicket(Issuer, customer, key);
        await ClaimAndCrash(orderId, customer, id);
        await AdvanceClock("PT31S");
        var other = await Open(orderId, customer);
        Assert.Equal(HttpStatusCode.Created, other.Status);
        AssertProblem(await Open(orderId, customer, key), HttpStatusCode.UnprocessableEntity, "line-has-open-case");

        await Act(other.Id, $"customer:{customer}", "cancel", "Cancelled");
        var opened = await Eventually.Get(() => Open(orderId, customer, key), answer => answer.Status == HttpStatusCode.Created, "the voided opening opens anew");
        Assert.Equal(id, opened.Id);
        Assert.Equal(2, opened.Version);
    }

    [Fact]
    public async Task An_open_case_keeps_its_claim_however_old()
    {
        var (orderId, customer) = await GivenOrder("Delivered", opened: true);
        var first = await Open(orderId, customer);
        Assert.Equal(HttpStatusCode.Created, first.Status);
        await AdvanceClock("PT31S");
        AssertProblem(await Open(orderId, customer), HttpStatusCode.UnprocessableEntity, "line-has-open-case");
        Assert.Equal("UnderReview", (await Api.Get($"/v1/tickets/{first.Id}", "agent")).Step);
    }

    [Fact]
    public async Task A_claim_that_a_reused_key_left_on_another_order_is_freed()
    {
        var (orderId, customer) = await GivenOrder("Delivered", opened: true);
        var first = await Open(orderId, customer);
        var (otherOrder, _) = await GivenOrder("Delivered", opened: true);
        var owner = (await Api.Get($"/v1/orders/{otherOrder}", "agent")).Body!["customerId"]!.GetValue<string>();
        await ClaimAndCrash(otherOrder, owner, first.Id);
        await AdvanceClock("PT31S");
        Assert.Equal(HttpStatusCode.Created, (await Open(otherOrder, owner)).Status);
        Assert.Equal("UnderReview", (await Api.Get($"/v1/tickets/{first.Id}", "agent")).Step);
    }

    private const string Issuer = AfterSales.Api.Auth.DevelopmentTokens.Issuer;

    /// <summary>What a process leaves behind that dies after its claim was stored and before the case was.</summary>
    private async Task<Guid> ClaimAndCrash(string orderId, string customer, Guid? ticket = null)
    {
        var id = ticket ?? Guid.NewGuid();
        var caller = new Caller(Issuer, customer, Roles.Customer);
        var claimed = await System.Services.GetRequiredService<IGrainFactory>().GetGrain<IOrderGrain>(orderId)
            .Reserve(new ClaimRequest(id, 0, TicketKind.RefundOnly, [new LineQuantity("1", 2)], caller, Category: TicketCategory.Quality));
        Assert.True(claimed.Succeeded, claimed.Failure?.Detail);
        return id;
    }

    private Task<ApiAnswer> Open(string orderId, string customer, string? key = null) =>
        Api.Post("/v1/tickets", $"customer:{customer}", Bodies.Open(orderId, category: "Quality"), key);

    private async Task AdvanceClock(string by)
    {
        var answer = await Api.Send(HttpMethod.Post, "/dev/clock/advance", "admin", new JsonObject { ["by"] = by }.ToJsonString());
        Assert.Equal(HttpStatusCode.OK, answer.Status);
    }
}
