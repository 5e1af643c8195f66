using System.Text.RegularExpressions;
using AfterSales.Deadlines;
using AfterSales.Tickets;

namespace AfterSales.Policies;

/// <summary>
/// What deadlines that decide may be. A step without a rule is allowed: nobody is awaited there. What silence may decide where is the domain's to say
/// (<see cref="DeadlineEffects"/>).
/// </summary>
internal static partial class DeadlineValidator
{
    public const int MaxRules = 100;
    private const int MinSeconds = 1;
    private const int MaxSeconds = 10 * 365 * 86_400;

    public static ImmutableArray<FieldError> Check(DeadlinePolicy policy)
    {
        var rules = policy.Rules.OrEmpty();
        var ranges = new Ranges().AtMost(rules.Length, MaxRules, "/rules");
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < rules.Length; i++)
        {
            Check(rules[i], $"/rules/{i}", names, ranges);
        }

        return ranges.Errors;
    }

    private static void Check(DeadlineRule rule, string at, HashSet<string> names, Ranges ranges)
    {
        var (steps, kinds) = (rule.Steps.OrEmpty(), rule.Kinds.OrEmpty());
        ranges.That(Name().IsMatch(rule.Name ?? ""), $"{at}/name", "Must be 1 to 64 of a-z, 0-9 and '-'.")
            .That(names.Add(rule.Name ?? ""), $"{at}/name", "Must be unique.")
            .That(!steps.IsEmpty, $"{at}/steps", "Must name at least one step.")
            .Between(rule.AfterSeconds, MinSeconds, MaxSeconds, $"{at}/afterSeconds")
            .That(rule.Calendar is null || Calendar().IsMatch(rule.Calendar), $"{at}/calendar", "Must be 1 to 64 of letters, digits, '.', '_', ':' and '-'.");
        for (var i = 0; i < steps.Length; i++)
        {
            ranges.That(DeadlineEffects.HasDeadline(steps[i]), $"{at}/steps/{i}", "Nobody is awaited when a case is over.")
                .That(!steps.Take(i).Contains(steps[i]), $"{at}/steps/{i}", "Must not be named twice.")
                .That(
                    !DeadlineEffects.HasDeadline(steps[i]) || DeadlineEffects.MayStand(rule.Effect, steps[i]), $"{at}/effect", $"Silence in {steps[i]} cannot {rule.Effect}.")
                .That(!rule.AfterDelivery || IsDelivered(steps[i]), $"{at}/afterDelivery", $"Nothing is delivered in {steps[i]}.")
                .That(
                    rule.AfterDelivery || rule.Effect != DeadlineEffect.Complete || !IsDelivered(steps[i]), $"{at}/afterDelivery",
                    $"What was sent in {steps[i]} must have been delivered before silence completes.");
        }

        for (var i = 0; i < kinds.Length; i++)
        {
            ranges.That(Suits(rule.Effect, kinds[i]), $"{at}/kinds/{i}", $"Silence cannot {rule.Effect} a {kinds[i]} case.")
                .That(!kinds.Take(i).Contains(kinds[i]), $"{at}/kinds/{i}", "Must not be named twice.");
        }

        ranges.That(
            rule.Effect != DeadlineEffect.Close || rule.GoodsHere != true, $"{at}/goodsHere", "A case with the customer's goods here is never closed by silence.")
            .That(rule.Effect != DeadlineEffect.SendBack || rule.GoodsHere != false, $"{at}/goodsHere", "Only goods that are here can be sent back.");
    }

    private static bool IsDelivered(TicketStep step) => step is TicketStep.ReplacementInTransit or TicketStep.ReturningGoods;

    /// <summary>Said of kinds that a rule names; one for all kinds escalates where its effect does not suit.</summary>
    private static bool Suits(DeadlineEffect effect, TicketKind kind) => effect switch
    {
        DeadlineEffect.Approve => TicketPaths.IsGoodsKind(kind),
        DeadlineEffect.TakeAsReceived => TicketPaths.AfterReceipt(kind) != TicketStep.AwaitingInspection,
        _ => true,
    };

    [GeneratedRegex(@"\A[a-z0-9-]{1,64}\z")]
    private static partial Regex Name();

    [GeneratedRegex(@"\A[A-Za-z0-9._:-]{1,64}\z")]
    private static partial Regex Calendar();
}
