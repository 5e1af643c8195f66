using System.Text.Json.Serialization;
using AfterSales.Api.Agents;
using AfterSales.Api.Calendars;
using AfterSales.Api.Contacts;
using AfterSales.Api.Deadlines;
using AfterSales.Api.Dev;
using AfterSales.Api.Queues;
using AfterSales.Api.Webhooks;
using AfterSales.Orders;
using AfterSales.ReadModel;
using AfterSales.Tickets;

namespace AfterSales.Api.Json;

/// <summary>Every body the API reads.</summary>
[JsonSerializable(typeof(OpenTicket))]
[JsonSerializable(typeof(OrderFacts))]
[JsonSerializable(typeof(Approve))]
[JsonSerializable(typeof(Reject))]
[JsonSerializable(typeof(RequestInfo))]
[JsonSerializable(typeof(ProvideInfo))]
[JsonSerializable(typeof(CounterOffer))]
[JsonSerializable(typeof(AcceptOffer))]
[JsonSerializable(typeof(DeclineOffer))]
[JsonSerializable(typeof(ShipReturn))]
[JsonSerializable(typeof(ReportArrival))]
[JsonSerializable(typeof(ConfirmReceipt))]
[JsonSerializable(typeof(StartRepair))]
[JsonSerializable(typeof(FinishRepair))]
[JsonSerializable(typeof(ShipReplacement))]
[JsonSerializable(typeof(ShipBack))]
[JsonSerializable(typeof(ReportDelivery))]
[JsonSerializable(typeof(ConfirmDelivery))]
[JsonSerializable(typeof(RefundIssued))]
[JsonSerializable(typeof(RefundFailed))]
[JsonSerializable(typeof(Reply))]
[JsonSerializable(typeof(Note))]
[JsonSerializable(typeof(CustomerMessage))]
[JsonSerializable(typeof(Resolve))]
[JsonSerializable(typeof(ConfirmResolution))]
[JsonSerializable(typeof(Rate))]
[JsonSerializable(typeof(Reopen))]
[JsonSerializable(typeof(Cancel))]
[JsonSerializable(typeof(Dispute))]
[JsonSerializable(typeof(DecideDispute))]
[JsonSerializable(typeof(ClaimCase))]
[JsonSerializable(typeof(Assign))]
[JsonSerializable(typeof(Transfer))]
[JsonSerializable(typeof(Release))]
[JsonSerializable(typeof(SetPriority))]
[JsonSerializable(typeof(SetCategory))]
[JsonSerializable(typeof(AddTag))]
[JsonSerializable(typeof(RemoveTag))]
[JsonSerializable(typeof(LinkDuplicate))]
[JsonSerializable(typeof(AdvanceBody))]
[JsonSerializable(typeof(TicketFilter))]
[JsonSerializable(typeof(AgentInput))]
[JsonSerializable(typeof(PresenceInput))]
[JsonSerializable(typeof(OfferAcceptance))]
[JsonSerializable(typeof(OfferRejection))]
[JsonSerializable(typeof(QueueInput))]
[JsonSerializable(typeof(CalendarInput))]
[JsonSerializable(typeof(NextInput))]
[JsonSerializable(typeof(ExtendInput))]
[JsonSerializable(typeof(UndoInput))]
[JsonSerializable(typeof(ContactInput))]
[JsonSerializable(typeof(WebhookInput))]
[JsonSerializable(typeof(RotateInput))]
[JsonSerializable(typeof(ReplayInput))]
internal sealed partial class RequestJson : JsonSerializerContext;
