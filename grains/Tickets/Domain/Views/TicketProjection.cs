using AfterSales.ReadModel;

namespace AfterSales.Tickets;

/// <summary>A case as the read model, its order and its customer are told of it.</summary>
internal static class TicketProjection
{
    /// <summary>Null when there is no case (a voided opening).</summary>
    public static TicketRow? ToRow(Guid id, TicketState state, int version) =>
        state.IsOpened
        ? new TicketRow(Summary(id, state, version), Facts(id, state, version), TrackingNumbers(state), TicketRouting.Facts(id, state, version))
        {
            NextDue = DueDecider.Next(state),
            DeadlineRule = state.Deadline?.Rule,
            DeadlineAt = state.Deadline?.At,
        }
        : null;

    private static TicketFacts Facts(Guid id, TicketState state, int version) => new(
        id, version, state.Kind, state.CustomerId, state.OrderId, state.IsSettled, state.RefundedAmount, state.RejectedForAbuse, state.CreatedAt, state.UpdatedAt);

    private static TicketSummary Summary(Guid id, TicketState state, int version) => new()
    {
        Id = id,
        Number = TicketNumber.Of(id),
        Version = version,
        Kind = state.Kind,
        Step = state.Step,
        CustomerId = state.CustomerId,
        OrderId = state.OrderId,
        Subject = state.Subject,
        Priority = state.Priority,
        Category = state.Category,
        Tags = state.Tags,
        Queue = state.Waiting?.Queue ?? state.Assignment?.Queue,
        Owner = state.Owner,
        Assignee = state.Assignee,
        RequestedAmount = state.Requested,
        ApprovedAmount = state.Approved,
        RefundedAmount = state.Refunded,
        Escalated = state.Escalated,
        Breached = state.Breached,
        CreatedAt = state.CreatedAt,
        UpdatedAt = state.UpdatedAt,
    };

    private static ImmutableArray<string> TrackingNumbers(TicketState state)
    {
        var numbers = ImmutableArray.CreateBuilder<string>(2);
        if (state.ReturnParcel is { } back)
        {
            numbers.Add(back.TrackingNumber);
        }

        if (state.OutboundParcel is { } outbound)
        {
            numbers.Add(outbound.TrackingNumber);
        }

        return numbers.ToImmutable();
    }
}
