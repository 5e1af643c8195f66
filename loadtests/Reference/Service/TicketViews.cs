using System.Text.Json;
using AfterSales.LoadTests.Reference.Store;
using AfterSales.Tickets;

namespace AfterSales.LoadTests.Reference.Service;

/// <summary>A row as its caller may see it.</summary>
internal static class TicketViews
{
    public static TicketView Of(TicketRecord row, Caller caller)
    {
        var currency = row.Currency ?? "GBP";
        return new TicketView
        {
            Id = row.Id,
            Number = row.Number,
            Version = row.Version,
            Kind = row.Kind,
            Step = row.Step,
            Stage = StageOf(row.Step),
            StageLabel = StageOf(row.Step).ToString(),
            CustomerId = row.CustomerId,
            OrderId = row.OrderId,
            Lines = Lines(row.Lines, currency),
            Subject = row.Subject,
            Description = row.Description,
            Priority = caller.IsStaff ? row.Priority : null,
            Category = row.Category,
            Tags = caller.IsStaff ? [.. row.Tags] : null,
            Owner = caller.IsStaff ? row.Owner : null,
            Assignee = caller.IsStaff ? row.Assignee : null,
            RequestedAmount = Amount(row.Requested, currency),
            ApprovedAmount = Amount(row.Approved, currency),
            RefundedAmount = Amount(row.Refunded, currency),
            Decision = row.Approved is null ? null : new DecisionView(false, "person", 1),
            ReturnAddress = row.Approved is null ? null : "AfterSales returns, 1 Warehouse Road",
            ReturnParcel = row.Carrier is null ? null : new ParcelView(row.Carrier, row.Tracking[^1], row.ShippedAt!.Value, null),
            Escalated = caller.IsStaff ? row.Escalated : null,
            AllowedActions = Allowed(row.Step, caller),
            CreatedAt = row.CreatedAt,
            UpdatedAt = row.UpdatedAt,
        };
    }

    private static ImmutableArray<TicketLineView> Lines(byte[] json, string currency)
    {
        var stored = JsonSerializer.Deserialize(json, ReferenceJson.Default.StoredLineArray)!;
        return [.. stored.Select(line => new TicketLineView(line.LineId, line.Sku, line.Title, line.Quantity, new Money(line.Amount, currency)))];
    }

    private static Money? Amount(long? amount, string currency) => amount is { } value ? new Money(value, currency) : null;

    private static TicketStage StageOf(TicketStep step) => step switch
    {
        TicketStep.UnderReview => TicketStage.InReview,
        TicketStep.AwaitingReturn => TicketStage.AwaitingReturn,
        TicketStep.ReturnInTransit => TicketStage.ReturnInTransit,
        TicketStep.Completed => TicketStage.Completed,
        _ => TicketStage.Processing,
    };

    private static ImmutableArray<string> Allowed(TicketStep step, Caller caller) => step switch
    {
        TicketStep.UnderReview when caller.HasAny(Roles.Agent | Roles.Lead) => ["approve", "reject", "request-info", "counter-offer", "reply", "note"],
        TicketStep.AwaitingReturn when caller.HasAny(Roles.Customer | Roles.Agent | Roles.Lead) => ["ship-return", "cancel", "customer-message"],
        TicketStep.ReturnInTransit or TicketStep.AwaitingInspection when caller.HasAny(Roles.Warehouse) => ["confirm-receipt", "report-arrival", "reply", "note"],
        TicketStep.AwaitingRefund when caller.HasAny(Roles.Finance) => ["refund-issued", "refund-failed", "note"],
        TicketStep.Completed when caller.HasAny(Roles.Customer) => ["rate", "reopen"],
        _ => [],
    };
}
