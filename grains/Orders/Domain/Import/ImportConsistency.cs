namespace AfterSales.Orders.Domain;

/// <summary>A newer report may change anything that no case relies on.</summary>
internal static class ImportConsistency
{
    public static Failure? Check(OrderState state, OrderFacts facts)
    {
        if (state.Cases.IsEmpty || state.Facts is not { } stored)
        {
            return null;
        }

        if (facts.Currency != stored.Currency)
        {
            return new Failure(FailureCodes.CurrencyMismatch, $"The order has cases in {stored.Currency}; its currency cannot change.");
        }

        var errors = Contradictions(state, stored, facts).ToImmutableArray();
        return errors.IsEmpty ? null : new Failure(FailureCodes.InvalidValue, "The order has cases that contradict this report.") { Errors = errors };
    }

    private static IEnumerable<FieldError> Contradictions(OrderState state, OrderFacts stored, OrderFacts facts)
    {
        if (facts.CustomerId != stored.CustomerId)
        {
            yield return new FieldError("/customerId", "An order with cases keeps its customer.");
        }

        foreach (var known in stored.Lines)
        {
            var use = LineUse.Of(state, known.LineId);
            if (use.Tickets == 0)
            {
                continue;
            }

            var index = facts.Lines.FindIndex(line => line.LineId == known.LineId);
            if (index < 0)
            {
                yield return new FieldError("/lines", $"Line {known.LineId} has cases and cannot be dropped.");
                continue;
            }

            if (facts.Lines[index].Quantity < use.UsedQuantity)
            {
                yield return new FieldError($"/lines/{index}/quantity", $"Cases use {use.UsedQuantity} pieces of this line.");
            }

            if (facts.Lines[index].Paid.Amount < use.UsedWorth)
            {
                yield return new FieldError($"/lines/{index}/paid", $"Cases use {use.UsedWorth} of what was paid for this line.");
            }
        }

        var freight = state.Cases.Values.Sum(known => known.Open ? known.FreightWorth : known.FreightRefunded);
        if (facts.ShippingFee.Amount < freight)
        {
            yield return new FieldError("/shippingFee", $"Cases use {freight} of the shipping fee.");
        }
    }

    private static int FindIndex(this ImmutableArray<OrderLineFacts> lines, Func<OrderLineFacts, bool> matches)
    {
        for (var i = 0; i < lines.Length; i++)
        {
            if (matches(lines[i]))
            {
                return i;
            }
        }

        return -1;
    }
}
