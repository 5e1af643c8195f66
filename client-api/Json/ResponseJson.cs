using System.Text.Json;
using System.Text.Json.Serialization;
using AfterSales.Agents;
using AfterSales.Api.Calendars;
using AfterSales.Api.Contacts;
using AfterSales.Api.Customers;
using AfterSales.Api.Deadlines;
using AfterSales.Api.Dev;
using AfterSales.Api.Health;
using AfterSales.Api.Inbox;
using AfterSales.Api.Intake;
using AfterSales.Api.Orders;
using AfterSales.Api.Policies;
using AfterSales.Api.Problems;
using AfterSales.Api.Queues;
using AfterSales.Api.Tickets;
using AfterSales.Api.Tickets.Lists;
using AfterSales.Api.Webhooks;
using AfterSales.Live;
using AfterSales.Orders;
using AfterSales.Policies;
using AfterSales.Tickets;
using AfterSales.Webhooks;

namespace AfterSales.Api.Json;

/// <summary>Every body the API writes.</summary>
[JsonSerializable(typeof(TicketView))]
[JsonSerializable(typeof(TicketGraphView))]
[JsonSerializable(typeof(TimelinePage))]
[JsonSerializable(typeof(TicketBatchBody))]
[JsonSerializable(typeof(TicketListBody))]
[JsonSerializable(typeof(OrderBody))]
[JsonSerializable(typeof(OrderBatchBody))]
[JsonSerializable(typeof(EligibilityView))]
[JsonSerializable(typeof(CustomerBody))]
[JsonSerializable(typeof(IntakeBody))]
[JsonSerializable(typeof(PolicyBody))]
[JsonSerializable(typeof(SimulationResult))]
[JsonSerializable(typeof(PromiseSimulationResult))]
[JsonSerializable(typeof(JsonElement))]
[JsonSerializable(typeof(HealthBody))]
[JsonSerializable(typeof(ClockBody))]
[JsonSerializable(typeof(ProblemDocument))]
[JsonSerializable(typeof(AgentView))]
[JsonSerializable(typeof(AgentWorkView))]
[JsonSerializable(typeof(QueueBody))]
[JsonSerializable(typeof(QueueListBody))]
[JsonSerializable(typeof(CalendarBody))]
[JsonSerializable(typeof(CalendarListBody))]
[JsonSerializable(typeof(QueueStatsBody))]
[JsonSerializable(typeof(NextBody))]
[JsonSerializable(typeof(ExtensionBody))]
[JsonSerializable(typeof(ExtensionListBody))]
[JsonSerializable(typeof(StreamTicket))]
[JsonSerializable(typeof(InboxBody))]
[JsonSerializable(typeof(ContactBody))]
[JsonSerializable(typeof(WebhookBody))]
[JsonSerializable(typeof(WebhookListBody))]
[JsonSerializable(typeof(WebhookDeliveryList))]
[JsonSerializable(typeof(WebhookReplayed))]
internal sealed partial class ResponseJson : JsonSerializerContext;
