using AfterSales.ReadModel;
using AfterSales.Tickets;

namespace AfterSales.Api.Tickets.Lists;

/// <summary>A case in a list; fields named as in the case itself. Customers get no internal fields.</summary>
internal sealed record TicketListItem
{
    public required Guid Id { get; init; }

    public required string Number { get; init; }

    public required int Version { get; init; }

    public required TicketKind Kind { get; init; }

    public required TicketStep Step { get; init; }

    public required TicketStage Stage { get; init; }

    public required string StageLabel { get; init; }

    public required string CustomerId { get; init; }

    public string? OrderId { get; init; }

    public string? Subject { get; init; }

    public TicketPriority Priority { get; init; }

    public TicketCategory Category { get; init; }

    public ImmutableArray<string>? Tags { get; init; }

    public string? Owner { get; init; }

    public string? Assignee { get; init; }

    public string? Queue { get; init; }

    public Money? RequestedAmount { get; init; }

    public Money? ApprovedAmount { get; init; }

    public Money? RefundedAmount { get; init; }

    public bool? Escalated { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    public static TicketListItem Of(TicketSummary row, Caller caller, string language)
    {
        var stage = TicketStages.Of(row.Step);
        var item = new TicketListItem
        {
            Id = row.Id,
            Number = row.Number,
            Version = row.Version,
            Kind = row.Kind,
            Step = row.Step,
            Stage = stage,
            StageLabel = TicketLabels.Of(stage, language),
            CustomerId = row.CustomerId,
            OrderId = row.OrderId,
            Subject = row.Subject,
            Priority = row.Priority,
            Category = row.Category,
            RequestedAmount = row.RequestedAmount,
            ApprovedAmount = row.ApprovedAmount,
            RefundedAmount = row.RefundedAmount,
            CreatedAt = row.CreatedAt,
            UpdatedAt = row.UpdatedAt,
        };
        return !caller.IsStaff ? item : item with
        {
            Tags = row.Tags.OrEmpty(),
            Owner = row.Owner,
            Assignee = row.Assignee,
            Queue = row.Queue,
            Escalated = row.Escalated ? true : null,
        };
    }
}

internal sealed record TicketListBody(ImmutableArray<TicketListItem> Items, string? NextCursor);
