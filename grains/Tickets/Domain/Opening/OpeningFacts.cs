using AfterSales.Customers;
using AfterSales.Orders;
using AfterSales.Streams;

namespace AfterSales.Tickets;

/// <summary>Gathers what is known when a case opens into its first event.</summary>
internal static class OpeningFacts
{
    public static Opened Of(OpenTicket open, Claim? claim, CustomerStanding? standing, DecisionContext context, Guid ticketId)
    {
        var category = open.Category ?? TicketCategory.Other;
        var tier = standing?.Tier ?? claim?.CustomerTier;
        var amount = claim is { Lines.Length: > 0 } ? claim.Amount : (Money?)null;
        var recent = standing?.RecentTickets ?? 0;
        var text = $"{open.Subject}\n{open.Description}\n{open.Reason}";
        var input = new TriageInput(open.Kind, category, open.Channel, tier, (open.RequestedAmount ?? amount)?.Amount, recent, text);
        var triage = TicketTriage.Decide(context.Policies.Triage.Policy, input);
        return new Opened
        {
            Id = ticketId,
            Kind = open.Kind,
            CustomerId = OpeningDecider.CustomerOf(open, claim, context.Caller),
            OrderId = open.OrderId,
            Lines = claim?.Lines.OrEmpty() ?? [],
            Claim = amount,
            Requested = open.RequestedAmount,
            Category = category,
            CategoryRule = open.Category is null ? "unclassified" : "customer",
            Channel = open.Channel,
            Tier = tier,
            Evidence = open.Evidence.OrEmpty(),
            Priority = triage.Priority,
            TriageRule = triage.Rule,
            TriagePolicy = context.Policies.Triage.Version,
            RecentTickets = recent,
            OrderProgress = claim?.State,
            NoReasonReturn = claim?.NoReasonReturn ?? false,
            BudgetGranted = standing?.BudgetGranted ?? false,
            WindowOverride = claim?.WindowOverridden ?? false,
            IntakeComplete = !context.Policies.Intake.Policy.Forms.TryGetValue(open.Kind, out var form) || Intake.IsComplete(form, open.Answers),
            IntakePolicy = context.Policies.Intake.Version,
            EligibilityPolicy = claim?.PolicyVersion,
            SelfServicePolicy = context.Policies.SelfService.Version,
            Promised = true,
            Language = CaseLanguage.Of(open.Subject, open.Description),
            Personal = new PersonalText
            {
                Subject = open.Subject,
                Description = open.Description,
                Text = string.IsNullOrWhiteSpace(open.Reason) ? null : open.Reason,
                Answers = open.Answers is { Count: > 0 } answers ? answers : null,
            },
        };
    }
}
