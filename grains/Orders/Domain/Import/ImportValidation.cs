using System.Text.RegularExpressions;

namespace AfterSales.Orders.Domain;

/// <summary>What an order must be in itself; every fault is named at once, with a pointer into the body (api.md, Order).</summary>
internal static partial class ImportValidation
{
    public const int MaxLines = 1_000;
    public const int MaxQuantity = 1_000_000;

    /// <summary>Ten thousand million in a currency of two decimals; a thousand lines of it still fit a 64-bit sum.</summary>
    public const long MaxAmount = 1_000_000_000_000;

    private const int MaxText = 200;
    private const int MaxName = 64;

    public static Failure? Check(OrderFacts facts)
    {
        var errors = ImmutableArray.CreateBuilder<FieldError>();
        CheckHead(facts, errors);
        CheckLines(facts.Lines.OrEmpty(), errors);
        if (errors.Count > 0)
        {
            return new Failure(FailureCodes.InvalidValue, "The order is not valid.") { Errors = errors.ToImmutable() };
        }

        var foreign = ForeignAmounts(facts).ToImmutableArray();
        return foreign.IsEmpty ? null : new Failure(FailureCodes.CurrencyMismatch, "An order has one currency in all its amounts.") { Errors = foreign };
    }

    private static void CheckHead(OrderFacts facts, ImmutableArray<FieldError>.Builder errors)
    {
        Require(facts.Version >= 0, "/version", "Must not be negative.", errors);
        Require(Id().IsMatch(facts.CustomerId ?? ""), "/customerId", "Must be 1-64 of A-Z a-z 0-9 . _ : -", errors);
        Require(facts.CustomerTier is null || Name(facts.CustomerTier), "/customerTier", "Must be 1-64 characters.", errors);
        CheckAmount(facts.ShippingFee, "/shippingFee", errors);
        var count = facts.Lines.OrEmpty().Length;
        Require(count is > 0 and <= MaxLines, "/lines", $"Must hold 1 to {MaxLines} lines.", errors);
    }

    private static void CheckLines(ImmutableArray<OrderLineFacts> lines, ImmutableArray<FieldError>.Builder errors)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < lines.Length; i++)
        {
            var line = lines[i];
            var at = $"/lines/{i}";
            Require(Id().IsMatch(line.LineId ?? ""), $"{at}/lineId", "Must be 1-64 of A-Z a-z 0-9 . _ : -", errors);
            Require(seen.Add(line.LineId ?? ""), $"{at}/lineId", "Must be unique within the order.", errors);
            Require(Name(line.Sku), $"{at}/sku", "Must be 1-64 characters.", errors);
            Require(line.Title is { Length: <= MaxText }, $"{at}/title", $"Must be at most {MaxText} characters.", errors);
            Require(Name(line.Category), $"{at}/category", "Must be 1-64 characters.", errors);
            Require(line.Quantity is > 0 and <= MaxQuantity, $"{at}/quantity", $"Must be 1 to {MaxQuantity}.", errors);
            CheckAmount(line.UnitPrice, $"{at}/unitPrice", errors);
            CheckAmount(line.Paid, $"{at}/paid", errors);
        }
    }

    private static void CheckAmount(Money money, string pointer, ImmutableArray<FieldError>.Builder errors)
    {
        Require(money.Amount is >= 0 and <= MaxAmount, $"{pointer}/amount", $"Must be 0 to {MaxAmount}.", errors);
        Require(Currency().IsMatch(money.Currency ?? ""), $"{pointer}/currency", "Must be an ISO 4217 code.", errors);
    }

    private static IEnumerable<FieldError> ForeignAmounts(OrderFacts facts)
    {
        for (var i = 0; i < facts.Lines.Length; i++)
        {
            if (facts.Lines[i].UnitPrice.Currency != facts.Currency)
            {
                yield return new FieldError($"/lines/{i}/unitPrice/currency", $"Must be {facts.Currency}, as the shipping fee.");
            }

            if (facts.Lines[i].Paid.Currency != facts.Currency)
            {
                yield return new FieldError($"/lines/{i}/paid/currency", $"Must be {facts.Currency}, as the shipping fee.");
            }
        }
    }

    private static bool Name(string? text) => text is { Length: > 0 and <= MaxName };

    private static void Require(bool holds, string pointer, string message, ImmutableArray<FieldError>.Builder errors)
    {
        if (!holds)
        {
            errors.Add(new FieldError(pointer, message));
        }
    }

    [GeneratedRegex(@"\A[A-Za-z0-9._:-]{1,64}\z")]
    private static partial Regex Id();

    [GeneratedRegex(@"\A[A-Z]{3}\z")]
    private static partial Regex Currency();
}
