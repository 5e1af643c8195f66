using AfterSales.Orders;
using AfterSales.Orders.Domain;
using AfterSales.Tickets;
using Xunit;

namespace AfterSales.Tests.Domain.Orders;

/// <summary>Random lives of an order, by seed: claims, partial and full refunds, voids and reopenings in any order.</summary>
public sealed class OrderPropertyTests
{
    public static TheoryData<int> Seeds => new(Enumerable.Range(1, 60));

    [Theory]
    [MemberData(nameof(Seeds))]
    public void No_sequence_gives_back_more_than_was_bought_and_paid(int seed)
    {
        var random = new Random(seed);
        var order = NewOrder(random);
        var open = new Dictionary<Guid, (ClaimRequest Request, long Limit, long Refunded, int Version)>();
        var settled = new Dictionary<Guid, (ClaimRequest Request, long Refunded, int Version)>();
        for (var step = 0; step < 200; step++)
        {
            switch (random.Next(4))
            {
                case 0:
                    var request = RandomRequest(random, order);
                    if (order.Reserve(request) is { Failure: null, Claim: { } claim })
                    {
                        open[request.TicketId] = (request, claim.Amount.Amount, 0, 1);
                    }

                    break;
                case 1 when open.Count > 0:
                    var (ticket, held) = open.ElementAt(random.Next(open.Count));
                    var refunded = random.Next(3) == 0 ? held.Limit : random.NextInt64(held.Refunded, held.Limit + 1);
                    var ends = random.Next(2) == 0;
                    order.Observe(held.Request.Facts(held.Version + 1, ends, refunded));
                    open[ticket] = held with { Refunded = refunded, Version = held.Version + 1 };
                    if (ends)
                    {
                        open.Remove(ticket);
                        settled[ticket] = (held.Request, refunded, held.Version + 1);
                    }

                    break;
                case 2 when settled.Count > 0:
                    var (former, was) = settled.ElementAt(random.Next(settled.Count));
                    var again = was.Request with { TicketVersion = was.Version, RefundedBefore = was.Refunded };
                    if (order.Reserve(again) is { Failure: null, Claim: { } anew })
                    {
                        settled.Remove(former);
                        open[former] = (again, was.Refunded + anew.Amount.Amount, was.Refunded, was.Version + 1);
                    }

                    break;
                case 3 when open.Values.FirstOrDefault(entry => entry is { Refunded: 0, Request.TicketVersion: 0 }) is { Request: { } orphan }:
                    order.Fold(Doubt.Release(order.State, orphan.TicketId, 0));
                    open.Remove(orphan.TicketId);
                    break;
            }

            AssertBounds(order);
            Assert.Equal(open.Values.Sum(entry => entry.Refunded) + settled.Values.Sum(entry => entry.Refunded), order.State.Refunded());
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Everything_refunded_is_exactly_what_was_paid(int seed)
    {
        var random = new Random(seed);
        var order = NewOrder(random);
        order.Policy = new(1, new() { MaxTicketsPerLine = int.MaxValue });
        while (order.State.Facts!.Lines.Any(line => LineUse.Of(order.State, line.LineId).Remaining(line) > 0))
        {
            var request = RandomRequest(random, order);
            if (order.Reserve(request) is { Failure: null, Claim: { } claim })
            {
                order.Observe(request.Facts(version: 2, settled: true, random.Next(4) == 0 ? 0 : claim.Amount.Amount));
            }

            AssertBounds(order);
        }

        var facts = order.State.Facts!;
        Assert.Equal(facts.Lines.Sum(line => line.Paid.Amount) + facts.ShippingFee.Amount, order.State.Refunded());
    }

    private static OrderModel NewOrder(Random random)
    {
        var lines = Enumerable.Range(0, random.Next(1, 4)).Select(i => Shop.Line($"l{i}", quantity: random.Next(1, 9), paid: random.Next(1, 2_000)));
        return new OrderModel(Shop.Order([.. lines]));
    }

    private static ClaimRequest RandomRequest(Random random, OrderModel order)
    {
        var lines = order.State.Facts!.Lines.Where(_ => random.Next(2) == 0).DefaultIfEmpty(order.State.Facts.Lines[0]);
        return Shop.Request() with { Lines = [.. lines.Select(line => new LineQuantity(line.LineId, random.Next(1, line.Quantity + 1)))] };
    }

    private static void AssertBounds(OrderModel order)
    {
        foreach (var line in order.State.Facts!.Lines)
        {
            var use = LineUse.Of(order.State, line.LineId);
            Assert.InRange(use.UsedQuantity, 0, line.Quantity);
            Assert.InRange(use.UsedWorth, 0, line.Paid.Amount);
            Assert.InRange(use.Refunded, 0, use.UsedWorth);
        }

        Assert.InRange(order.State.Cases.Values.Sum(known => known.FreightRefunded), 0, order.State.Facts.ShippingFee.Amount);
        Assert.All(order.State.Facts.Lines, line => Assert.True(order.State.Cases.Values.Count(known => known.Open && known.Touches(line.LineId)) <= 1));
    }
}
