namespace AfterSales.Tickets;

/// <summary>The payment system paid. One reference is recorded once.</summary>
internal sealed record Refunded(Money Amount, string PaymentReference) : TicketEvent;

/// <summary>The payment system could not pay: the case stays and is escalated; the reason is personal text.</summary>
internal sealed record RefundAttemptFailed : TicketEvent;
