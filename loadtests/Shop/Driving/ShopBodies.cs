using AfterSales.LoadTests.Http;
using AfterSales.LoadTests.Shop.Planning;

namespace AfterSales.LoadTests.Shop.Driving;

/// <summary>Steps as request bodies. Pure functions of the step: the second run of a file sends the same bytes.</summary>
internal static class ShopBodies
{
    public const string Currency = "GBP";

    public static byte[] Order(ImportOrder order) => BodyJson.Of(new OrderBody(
        1,
        order.CustomerId,
        order.At,
        order.At,
        order.At,
        new MoneyBody(0, Currency),
        [.. order.Lines.Select(line => new OrderLineBody(
            line.LineId, line.Sku, line.Title, line.Quantity, new MoneyBody(line.UnitPence, Currency), new MoneyBody(line.PaidPence, Currency), "general"))]));

    public static byte[] Open(ReturnGoods step) => BodyJson.Of(new OpenBody(
        "ReturnRefund",
        step.OrderId,
        [new LineBody(step.LineId, step.Quantity)],
        "cancelled by the shop",
        null,
        "Web",
        step.Title,
        $"Return of {step.Quantity} x {step.Title}",
        CustomerId: step.CustomerId,
        WindowOverride: new OverrideBody("return recorded in the shop's books")));

    public static byte[] Approve() => BodyJson.Of(new ApproveBody());

    public static byte[] ShipReturn(ReturnGoods step) => BodyJson.Of(new ShipReturnBody("Royal Mail", Reference(step)));

    public static byte[] ConfirmReceipt(ReturnGoods step) =>
        BodyJson.Of(new ReceiptBody([new ReceivedBody(step.LineId, step.Quantity, 0, step.Quantity)]));

    public static byte[] RefundIssued(ReturnGoods step, long pence) =>
        BodyJson.Of(new RefundBody(new MoneyBody(pence, Currency), Reference(step)));

    private static string Reference(ReturnGoods step) => step.Key.Replace(':', '-');
}
