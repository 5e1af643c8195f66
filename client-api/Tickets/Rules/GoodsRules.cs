using AfterSales.Api.Values;
using AfterSales.Tickets;

namespace AfterSales.Api.Tickets.Rules;

internal static class GoodsRules
{
    public static void ShipReturn(ShipReturn body, ErrorList errors) => Parcel(errors, body.Carrier, body.TrackingNumber);

    public static void ShipReplacement(ShipReplacement body, ErrorList errors) => Parcel(errors, body.Carrier, body.TrackingNumber);

    public static void ShipBack(ShipBack body, ErrorList errors) => Parcel(errors, body.Carrier, body.TrackingNumber);

    public static void ConfirmReceipt(ConfirmReceipt body, ErrorList errors)
    {
        var lines = body.Lines.OrEmpty();
        errors.Count("/lines", lines.Length, 1, Limits.TicketLines);
        for (var i = 0; i < lines.Length; i++)
        {
            var line = lines[i];
            errors.Id(new Place("/lines", i, "/lineId"), line.LineId);
            errors.Number(new Place("/lines", i, "/received"), line.Received, 0, Limits.Quantity);
            errors.Number(new Place("/lines", i, "/damaged"), line.Damaged, 0, Limits.Quantity);
            errors.Number(new Place("/lines", i, "/resellable"), line.Resellable, 0, Limits.Quantity);
            if (line is { Damaged: >= 0, Resellable: >= 0 } && (long)line.Damaged + line.Resellable > line.Received)
            {
                errors.Add(new Place("/lines", i), "must not have more damaged and resellable pieces than received ones");
            }
        }

        errors.DistinctLines(lines, line => line.LineId);
    }

    public static void FinishRepair(FinishRepair body, ErrorList errors) => errors.Text("/report", body.Report);

    public static void ReportDelivery(ReportDelivery body, ErrorList errors) => errors.Time("/at", body.At);

    public static void RefundIssued(RefundIssued body, ErrorList errors)
    {
        errors.Amount("/amount", body.Amount, min: 1);
        errors.Line("/paymentReference", body.PaymentReference);
    }

    public static void RefundFailed(RefundFailed body, ErrorList errors) => errors.Text("/reason", body.Reason);

    private static void Parcel(ErrorList errors, string carrier, string trackingNumber)
    {
        errors.Line("/carrier", carrier, Limits.Carrier);
        errors.Id("/trackingNumber", trackingNumber);
    }
}
