using AfterSales.Policies;

namespace AfterSales.Tickets;

/// <summary>What can be refused of an opening before its order is asked.</summary>
internal static class OpeningCheck
{
    public const Roles Openers = Roles.Customer | Roles.Agent | Roles.Lead | Roles.Integration;
    private const int MaxLines = 100;

    public static Failure? Refuse(OpenTicket open, DecisionContext context) =>
        RefuseCaller(open, context.Caller) ?? RefuseFields(open, context) ?? RefuseSize(open);

    /// <summary>True when the caller opens for himself: he has no role that opens for others.</summary>
    public static bool IsCustomer(Caller caller) => !caller.HasAny(Openers & ~Roles.Customer);

    private static Failure? RefuseCaller(OpenTicket open, Caller caller)
    {
        if (!caller.HasAny(Openers))
        {
            return new Failure(FailureCodes.Forbidden, "Your role may not open a case.");
        }

        if (open.WindowOverride is not null && !caller.HasAny(Roles.Lead))
        {
            return new Failure(FailureCodes.Forbidden, "Only a lead may override a window.");
        }

        return IsCustomer(caller) && open.CustomerId is not null && open.CustomerId != caller.Subject
            ? new Failure(FailureCodes.Forbidden, "A customer opens cases for himself only.")
            : null;
    }

    private static Failure? RefuseFields(OpenTicket open, DecisionContext context)
    {
        var check = new FieldCheck()
            .That(Enum.IsDefined(open.Kind), "/kind", "must be a kind")
            .That(open.Category is not { } category || Enum.IsDefined(category), "/category", "must be a category")
            .That(Enum.IsDefined(open.Channel), "/channel", "must be a channel")
            .Text(open.Subject, "/subject", 200)
            .That(open.Description is not null, "/description", "must not be null")
            .OptionalText(open.Description, "/description")
            .OptionalText(open.Reason, "/reason")
            .Evidence(open.Evidence, "/evidence")
            .Answers(open.Answers, "/answers");
        Parties(open, context.Caller, check);
        Lines(open, check);
        Amount(open.RequestedAmount, check);
        if (open.WindowOverride is { } window)
        {
            check.Text(window.Reason, "/windowOverride/reason");
        }

        if (context.Policies.Intake.Policy.Forms.TryGetValue(open.Kind, out var form))
        {
            Intake.Check(form, open.Answers, IsCustomer(context.Caller), check);
        }

        return check.Failure;
    }

    /// <summary>Here and not only at the log: the order holds nothing yet that would have to be given back.</summary>
    private static Failure? RefuseSize(OpenTicket open)
    {
        var size = new TextSize().Add(open.Subject).Add(open.Description).Add(open.Reason).Add(open.WindowOverride?.Reason).Add(open.Answers);
        foreach (var evidence in open.Evidence.OrEmpty())
        {
            size = size.Add(evidence.Type).Add(evidence.Ref);
        }

        return size.Failure;
    }

    private static void Parties(OpenTicket open, Caller caller, FieldCheck check)
    {
        if (open.CustomerId is { } customer)
        {
            check.Id(customer, "/customerId");
        }

        if (open.OrderId is { } order)
        {
            check.Id(order, "/orderId");
        }

        check
            .That(open.OrderId is not null || !TicketPaths.IsGoodsKind(open.Kind), "/orderId", "must name the order the goods are of")
            .That(open.OrderId is not null || open.CustomerId is not null || IsCustomer(caller), "/customerId", "must name the customer when there is no order");
    }

    private static void Lines(OpenTicket open, FieldCheck check)
    {
        var lines = open.Lines.OrEmpty();
        check
            .That(lines.Length > 0 || !TicketPaths.IsGoodsKind(open.Kind), "/lines", "must name at least one line")
            .That(lines.Length <= MaxLines, "/lines", $"must have at most {MaxLines} lines")
            .That(lines.DistinctBy(line => line.LineId).Count() == lines.Length, "/lines", "must name a line once");
        for (var i = 0; i < Math.Min(lines.Length, MaxLines); i++)
        {
            check.Id(lines[i].LineId, $"/lines/{i}/lineId").That(lines[i].Quantity >= 1, $"/lines/{i}/quantity", "must be at least 1");
        }
    }

    private static void Amount(Money? requested, FieldCheck check)
    {
        if (requested is { } amount)
        {
            check
                .That(amount.Amount > 0, "/requestedAmount/amount", "must be more than 0")
                .That(amount.Currency is { Length: 3 } code && code.All(char.IsAsciiLetterUpper), "/requestedAmount/currency", "must be an ISO 4217 code");
        }
    }
}
