using AfterSales.Routing;
using AfterSales.Tickets;
using static AfterSales.Tickets.TicketStep;

namespace AfterSales.Tests.Domain.Tickets;

/// <summary>Whose step it is, written down a second time and independently of the product.</summary>
internal static class DepartmentTable
{
    /// <summary>Queue and department; null when nobody of ours has to act.</summary>
    public static (string Queue, string Department)? Of(TicketState state) => state.Step switch
    {
        UnderReview when state.Receipt is not null && state.Category == TicketCategory.Quality => ("quality", Departments.Service),
        UnderReview or InDialogue => ("general", Departments.Service),
        AwaitingInspection when state is { Kind: TicketKind.Repair, Receipt: not null } => ("workshop", Departments.Workshop),
        AwaitingInspection or AwaitingReplacement => ("warehouse", Departments.Warehouse),
        AwaitingRefund => ("finance", Departments.Finance),
        InRepair => ("workshop", Departments.Workshop),
        InDispute => ("arbitration", Departments.Arbitration),
        ReturningGoods when state.GoodsHere => ("warehouse", Departments.Warehouse),
        Closed when state is { GoodsHere: true, ClosedHow: ClosedHow.DisputeLost } => ("warehouse", Departments.Warehouse),
        _ => null,
    };
}
