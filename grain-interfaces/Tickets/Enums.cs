namespace AfterSales.Tickets;

/// <summary>What the customer wants (domain.md section 1). Stored by name; never renumber or rename.</summary>
public enum TicketKind { RefundOnly, ReturnRefund, Exchange, Repair, Reship, Complaint, Consultation }

/// <summary>The exact state of a case (domain.md section 1).</summary>
public enum TicketStep
{
    UnderReview, AwaitingReturn, ReturnInTransit, AwaitingInspection, AwaitingRefund, AwaitingReplacement, ReplacementInTransit,
    InRepair, InDialogue, Resolved, Completed,
    AwaitingCustomer, CounterOffered, Rejected, InDispute, ReturningGoods, Cancelled, Closed,
}

/// <summary>What the customer sees.</summary>
public enum TicketStage { InReview, AwaitingReturn, ReturnInTransit, Processing, Completed, Rejected, Closed }

public enum TicketPriority { P1, P2, P3, P4 }

public enum TicketCategory { Quality, Logistics, Service, WrongItem, Missing, Damaged, Price, Invoice, Other }

/// <summary>Where the customer reached us.</summary>
public enum Channel { Web, App, Chat, Phone, Email, Social }

/// <summary>For whom a dispute was decided.</summary>
public enum DisputeOutcome { Customer, Shop }
