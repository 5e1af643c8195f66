using System.Collections.Immutable;
using AfterSales.Customers;
using AfterSales.Orders;
using AfterSales.Routing;
using AfterSales.Tickets;

namespace AfterSales.Tests.Domain.Tickets;

/// <summary>An order line of two pieces worth 100.00 CNY, and what customers ask about it.</summary>
internal static class Samples
{
    public const long Value = 10_000;

    public static Guid TicketId { get; } = Guid.Parse("0198c5a2-7d3e-8f00-9a4b-1234567890ab");

    public static DateTimeOffset Start { get; } = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);

    public static Money Yuan(long amount) => new(amount, "CNY");

    public static OpenTicket Open(TicketKind kind) => new()
    {
        Kind = kind,
        OrderId = "o-1",
        Lines = [new LineQuantity("1", 2)],
        Subject = "Kettle leaks",
        Description = "It leaks from below.",
        Reason = "not as described",
    };

    public static Claim Claim(OrderProgress state = OrderProgress.Delivered, long value = Value) => new(
        [new ClaimedLine("1", "kettle-9", "Kettle", "kitchen", 2, value)], Yuan(value), "c-1", "silver", state,
        NoReasonReturn: false, WindowOverridden: false, PolicyVersion: 3);

    public static CustomerStanding Standing(bool granted = false, int recent = 0) => new("silver", recent, granted, PolicyVersion: 4);

    public static ImmutableArray<ReceivedLine> Received(int received, int damaged = 0) => [new ReceivedLine("1", received, damaged, received - damaged)];

    public static AssignmentRequest Assignment(int round, string agent = "a-1", int number = 1, AssignmentMode mode = AssignmentMode.Auto) => new(
        new Guid(number, 0, 0, [8, 0, 0, 0, 0, 0, 0, 0]), TicketId, round, "general", agent, 5, mode,
        new AssignmentReason("lowest-load", 0, 2, [new CandidateLoad(agent, 10, 100), new CandidateLoad("a-8", 90, 100)]));
}
