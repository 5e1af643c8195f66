using AfterSales.Deadlines;
using AfterSales.Tickets;

namespace AfterSales.Tests.Domain.Tickets;

/// <summary>One event of every type about deadlines, with every field set.</summary>
internal static class DeadlineSamples
{
    private static readonly Guid Extension = Guid.Parse("0198c5a2-0000-8000-8000-000000000007");

    public static IReadOnlyList<TicketEvent> All { get; } =
    [
        new DeadlineSet("customer-return", DeadlineParty.Customer, Samples.Start.AddDays(7), DeadlineEffect.Close, 3) { By = Roles.System },
        new DeadlineExpired("customer-return", DeadlineParty.Customer, DeadlineEffect.Close, Samples.Start.AddDays(7)) { By = Roles.System },
        new DeadlineExtended(Extension, TimeSpan.FromDays(2), Samples.Start.AddDays(9), "l-1") { By = Roles.System },
        new DeadlineExtensionUndone(Extension, Samples.Start.AddDays(7)) { By = Roles.System },
        new CaseEscalated("warehouse-receipt-repair") { By = Roles.System },
        new ClosedBySilence { To = TicketStep.Closed, By = Roles.System },
        new SendBackDecided { To = TicketStep.ReturningGoods, By = Roles.System },
    ];
}
