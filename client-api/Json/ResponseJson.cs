using System.Text.Json.Serialization;
using AfterSales.Api.Orders;
using AfterSales.Api.Problems;
using AfterSales.Orders;
using AfterSales.Tickets;

namespace AfterSales.Api.Json;

/// <summary>Every body the API writes.</summary>
[JsonSerializable(typeof(TicketView))]
[JsonSerializable(typeof(TicketGraphView))]
[JsonSerializable(typeof(TimelinePage))]
[JsonSerializable(typeof(OrderBody))]
[JsonSerializable(typeof(EligibilityView))]
[JsonSerializable(typeof(ProblemDocument))]
internal sealed partial class ResponseJson : JsonSerializerContext;
