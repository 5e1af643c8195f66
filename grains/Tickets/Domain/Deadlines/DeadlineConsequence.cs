using AfterSales.Policies;

namespace AfterSales.Tickets;

/// <summary>
/// Who is awaited from now on, until when, and what silence decides (domain.md section 8): a step that is entered sets its deadline, a delivery that is
/// reported the one that counts from it. Nothing else does: a message within a step gives nobody more time. Pure.
/// </summary>
internal static class DeadlineConsequence
{
    public static bool Concerns(TicketState before, ImmutableArray<TicketEvent> events, DecisionContext context)
    {
        foreach (var stored in events)
        {
            if (stored.To is not null || stored is DeliveryReported or PromisesAdopted)
            {
                return true;
            }
        }

        return false;
    }

    public static void Follow(ref RowDraft row, TicketState before, DecisionContext context)
    {
        var state = row.State;
        if (!state.IsOpened || !state.Promised || DeadlineRules.Find(state, context) is not { } rule)
        {
            return;
        }

        // A folded array is another one whenever the case moved, also back into the step it was in.
        if (state.Passed != before.Passed || !before.Promised)
        {
            var adopted = before.IsOpened && !before.Promised;
            row.Add(Of(rule, state, rule.AfterDelivery && !adopted ? state.DeliveredAt!.Value : context.Now, context));
        }
        else if (rule.AfterDelivery && state.DeliveredAt != before.DeliveredAt)
        {
            Move(ref row, rule, context);
        }
    }

    /// <summary>Delivered, or at another time than reported before: what was added by extensions is added again.</summary>
    private static void Move(ref RowDraft row, DeadlineRule rule, DecisionContext context)
    {
        var state = row.State;
        var set = Of(rule, state, state.DeliveredAt!.Value, context);
        if (state.Deadline is { } running && running.Rule == rule.Name)
        {
            set = running.Extensions.OrEmpty().Aggregate(set, (moved, added) => moved with { At = moved.At + added.By });
        }

        row.Add(set);
    }

    private static DeadlineSet Of(DeadlineRule rule, TicketState state, DateTimeOffset since, DecisionContext context) => new(
        rule.Name,
        rule.Party,
        context.Calendars.Add(rule.Calendar, since, TimeSpan.FromSeconds(rule.AfterSeconds)),
        DeadlineEffects.Possible(rule.Effect, state),
        context.Policies.Deadlines.Version)
    {
        By = Roles.System,
    };
}
