using System.Text.Json.Serialization;
using AfterSales.Streams;

namespace AfterSales.Tickets;

/// <summary>
/// What happened to a case. The discriminator is the stable name and version; a type that is no longer written stays here and implements
/// <see cref="IUpcast{TEvent}"/>. Free text is in <see cref="StoredEvent.Personal"/> only.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "t")]
[JsonDerivedType(typeof(Opened), "opened.v1")]
[JsonDerivedType(typeof(WindowOverridden), "window-overridden.v1")]
[JsonDerivedType(typeof(AutoApproved), "auto-approved.v1")]
[JsonDerivedType(typeof(OpeningVoided), "opening-voided.v1")]
[JsonDerivedType(typeof(Approved), "approved.v1")]
[JsonDerivedType(typeof(Rejected), "rejected.v1")]
[JsonDerivedType(typeof(InfoRequested), "info-requested.v1")]
[JsonDerivedType(typeof(InfoProvided), "info-provided.v1")]
[JsonDerivedType(typeof(OfferMade), "offer-made.v1")]
[JsonDerivedType(typeof(OfferAccepted), "offer-accepted.v1")]
[JsonDerivedType(typeof(OfferDeclined), "offer-declined.v1")]
[JsonDerivedType(typeof(ReturnShipped), "return-shipped.v1")]
[JsonDerivedType(typeof(ReturnArrived), "return-arrived.v1")]
[JsonDerivedType(typeof(ReceiptConfirmed), "receipt-confirmed.v1")]
[JsonDerivedType(typeof(RepairStarted), "repair-started.v1")]
[JsonDerivedType(typeof(RepairFinished), "repair-finished.v1")]
[JsonDerivedType(typeof(ReplacementShipped), "replacement-shipped.v1")]
[JsonDerivedType(typeof(GoodsShippedBack), "goods-shipped-back.v1")]
[JsonDerivedType(typeof(DeliveryReported), "delivery-reported.v1")]
[JsonDerivedType(typeof(DeliveryConfirmed), "delivery-confirmed.v1")]
[JsonDerivedType(typeof(Refunded), "refunded.v1")]
[JsonDerivedType(typeof(RefundAttemptFailed), "refund-failed.v1")]
[JsonDerivedType(typeof(Replied), "replied.v1")]
[JsonDerivedType(typeof(Noted), "noted.v1")]
[JsonDerivedType(typeof(CustomerWrote), "customer-wrote.v1")]
[JsonDerivedType(typeof(Resolved), "resolved.v1")]
[JsonDerivedType(typeof(ResolutionConfirmed), "resolution-confirmed.v1")]
[JsonDerivedType(typeof(Rated), "rated.v1")]
[JsonDerivedType(typeof(Reopened), "reopened.v1")]
[JsonDerivedType(typeof(ReopenVoided), "reopen-voided.v1")]
[JsonDerivedType(typeof(Cancelled), "cancelled.v1")]
[JsonDerivedType(typeof(Disputed), "disputed.v1")]
[JsonDerivedType(typeof(DisputeDecided), "dispute-decided.v1")]
[JsonDerivedType(typeof(PrioritySet), "priority-set.v1")]
[JsonDerivedType(typeof(CategorySet), "category-set.v1")]
[JsonDerivedType(typeof(TagAdded), "tag-added.v1")]
[JsonDerivedType(typeof(TagRemoved), "tag-removed.v1")]
[JsonDerivedType(typeof(DuplicateLinked), "duplicate-linked.v1")]
[JsonDerivedType(typeof(Unchanged), "unchanged.v1")]
[JsonDerivedType(typeof(Queued), "queued.v1")]
[JsonDerivedType(typeof(WaitRevised), "wait-revised.v1")]
[JsonDerivedType(typeof(LeftQueue), "left-queue.v1")]
[JsonDerivedType(typeof(Assigned), "assigned.v1")]
[JsonDerivedType(typeof(WorkPaused), "work-paused.v1")]
[JsonDerivedType(typeof(WorkResumed), "work-resumed.v1")]
[JsonDerivedType(typeof(AssignmentEnded), "assignment-ended.v1")]
[JsonDerivedType(typeof(AssignmentVoided), "assignment-voided.v1")]
[JsonDerivedType(typeof(PromisesAdopted), "promises-adopted.v1")]
[JsonDerivedType(typeof(SlaActivated), "sla-activated.v1")]
[JsonDerivedType(typeof(SlaPaused), "sla-paused.v1")]
[JsonDerivedType(typeof(SlaPauseRefused), "sla-pause-refused.v1")]
[JsonDerivedType(typeof(SlaResumed), "sla-resumed.v1")]
[JsonDerivedType(typeof(SlaFulfilled), "sla-fulfilled.v1")]
[JsonDerivedType(typeof(SlaCancelled), "sla-cancelled.v1")]
[JsonDerivedType(typeof(SlaRetargeted), "sla-retargeted.v1")]
[JsonDerivedType(typeof(SlaWarned), "sla-warned.v1")]
[JsonDerivedType(typeof(SlaBreached), "sla-breached.v1")]
[JsonDerivedType(typeof(DeadlineSet), "deadline-set.v1")]
[JsonDerivedType(typeof(DeadlineExpired), "deadline-expired.v1")]
[JsonDerivedType(typeof(DeadlineExtended), "deadline-extended.v1")]
[JsonDerivedType(typeof(DeadlineExtensionUndone), "deadline-extension-undone.v1")]
[JsonDerivedType(typeof(CaseEscalated), "escalated.v1")]
[JsonDerivedType(typeof(ClosedBySilence), "closed-by-silence.v1")]
[JsonDerivedType(typeof(SendBackDecided), "send-back-decided.v1")]
internal abstract record TicketEvent : StoredEvent
{
    /// <summary>The step this event leads to; null when the case stays. Stored, so that folding never asks the graph of today.</summary>
    public TicketStep? To { get; init; }

    /// <summary>The one role in which the actor did it.</summary>
    public Roles By { get; init; }
}
