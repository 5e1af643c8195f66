using AfterSales.Routing;

namespace AfterSales.Tickets;

/// <summary>
/// What the events of a command or an opening mean for who has to act: stored in the same row as its cause, so that no crash comes between them.
/// The one place where a case is queued or taken from its assignee because it moved on. Pure.
/// </summary>
internal static class RoutingConsequence
{
    /// <summary>Adds what follows to the row. <paramref name="events"/> are those the row began with.</summary>
    public static void Follow(ref RowDraft row, TicketState before, ImmutableArray<TicketEvent> events, DecisionContext context)
    {
        if (before.Waiting is { Department: Departments.Service } && Answers(events) is { } answer)
        {
            row.Add(Handover.Given(before, context.Caller.Subject, AssignmentMode.Claim, RoutingReasons.Acted, context) with { By = answer.By });
        }

        Follow(ref row, before, context);
    }

    public static bool Concerns(TicketState before, ImmutableArray<TicketEvent> events)
    {
        foreach (var stored in events)
        {
            if (stored.To is not null
                || stored is ReceiptConfirmed
                || (before.Waiting is not null && stored is PrioritySet or CategorySet or Replied))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>What an agent says to the customer: whoever does takes a case that waits for somebody to do so.</summary>
    private static TicketEvent? Answers(ImmutableArray<TicketEvent> events)
    {
        foreach (var stored in events)
        {
            if (stored is InfoRequested or Replied or OfferMade && (stored.By & (Roles.Agent | Roles.Lead)) != 0)
            {
                return stored;
            }
        }

        return null;
    }

    private static void Follow(ref RowDraft row, TicketState before, DecisionContext context)
    {
        var department = StepDepartments.Of(row.State);
        if (row.State.Assignment is { } held && Keeps(ref row, held, department))
        {
            return;
        }

        var waits = row.State.Waiting;
        if (department is null)
        {
            if (waits is not null)
            {
                row.Add(new LeftQueue(waits.Queue) { By = Roles.System });
            }
        }
        else if (waits?.Department != department)
        {
            row.Add(Handover.ByRules(row.State, department, row.State.StepSince, context));
        }
        else if (before.Category != row.State.Category || before.Priority != row.State.Priority)
        {
            Revise(ref row, waits, context);
        }
    }

    /// <summary>The assignee works on his department's steps and keeps the case while somebody outside is awaited; otherwise his assignment ends.</summary>
    private static bool Keeps(ref RowDraft row, TicketAssignment held, string? department)
    {
        if (department == held.Department || (department is null && !row.State.IsTerminal))
        {
            var active = department is not null;
            if (active != held.Active)
            {
                row.Add(active ? new WorkResumed { By = Roles.System } : new WorkPaused { By = Roles.System });
            }

            return true;
        }

        row.Add(new AssignmentEnded(held.Id, AssignmentEnd.Finished) { By = Roles.System });
        return false;
    }

    /// <summary>Other words about the case: rules may name another queue, and the promise is another one. What a person chose stays.</summary>
    private static void Revise(ref RowDraft row, TicketWait waits, DecisionContext context)
    {
        var queued = waits.PolicyVersion is null
            ? Handover.Into(waits.Queue, waits.Rule, row.State, waits.Department, waits.Since, context) with { Skills = waits.Skills }
            : Handover.ByRules(row.State, waits.Department, waits.Since, context);
        if (queued.Queue != waits.Queue)
        {
            row.Add(queued);
        }
        else if ((ClockDue.NearestBreach(row.State) is null && queued.Due != waits.Due) || queued.Rule != waits.Rule || !queued.Skills.OrEmpty().SequenceEqual(waits.Skills))
        {
            row.Add(new WaitRevised(queued.Rule, queued.PolicyVersion, queued.Due)
            {
                By = Roles.System,
                Skills = queued.Skills.IsDefaultOrEmpty ? default : queued.Skills,
            });
        }
    }
}
