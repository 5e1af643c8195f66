namespace AfterSales.Orders.Domain;

/// <summary>Whether the request speaks of this order at all.</summary>
internal static class RequestGuards
{
    public static Failure? Check(OrderState state, ClaimRequest request)
    {
        if (state.Facts is not { } facts || !facts.IsVisibleTo(request.Caller) || (request.CustomerId is { } customer && customer != facts.CustomerId))
        {
            return Refusals.UnknownOrder;
        }

        var lines = request.Lines.OrEmpty();
        var unknown = lines.Select((line, index) => (line, index))
            .Where(entry => facts.FindLine(entry.line.LineId) is null)
            .Select(entry => new FieldError($"/lines/{entry.index}/lineId", "The order has no such line."))
            .ToImmutableArray();
        if (!unknown.IsEmpty)
        {
            return new Failure(FailureCodes.UnknownLine, "The order has no such line.") { Errors = unknown };
        }

        var errors = Malformed(request, lines).ToImmutableArray();
        return errors.IsEmpty ? null : new Failure(FailureCodes.InvalidValue, "The request is not valid.") { Errors = errors };
    }

    private static IEnumerable<FieldError> Malformed(ClaimRequest request, ImmutableArray<Tickets.LineQuantity> lines)
    {
        if (lines.IsEmpty && request.Kind.IsGoods())
        {
            yield return new FieldError("/lines", "A case about goods names at least one line.");
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < lines.Length; i++)
        {
            if (!seen.Add(lines[i].LineId))
            {
                yield return new FieldError($"/lines/{i}/lineId", "A line is named once.");
            }

            if (lines[i].Quantity < 1)
            {
                yield return new FieldError($"/lines/{i}/quantity", "Must be 1 or more.");
            }
        }

        if (request.RequestedAmount is { Amount: < 0 })
        {
            yield return new FieldError("/requestedAmount/amount", "Must not be negative.");
        }
    }
}
