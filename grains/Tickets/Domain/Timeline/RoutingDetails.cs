namespace AfterSales.Tickets;

/// <summary>What staff read of a case's way to a person.</summary>
internal static class RoutingDetails
{
    public static void Add(ImmutableDictionary<string, string>.Builder details, TicketEvent stored)
    {
        switch (stored)
        {
            case Queued e:
                details["queue"] = e.Queue;
                details["department"] = e.Department;
                details["rule"] = e.Rule;
                break;
            case WaitRevised e:
                details["rule"] = e.Rule;
                break;
            case LeftQueue e:
                details["queue"] = e.Queue;
                break;
            case Assigned e:
                details["agent"] = e.Agent;
                details["queue"] = e.Queue;
                details["mode"] = e.Mode.ToString();
                details["rule"] = e.Reason.Rule;
                break;
            case AssignmentEnded e:
                details["how"] = e.How.ToString();
                break;
        }
    }
}
