namespace AfterSales.Agents.Domain;

/// <summary>What is remembered of assignments that are not held any more.</summary>
internal static class PastAssignments
{
    public static PastAssignment? Find(AgentState state, Guid assignmentId)
    {
        foreach (var past in state.Ended.OrEmpty())
        {
            if (past.AssignmentId == assignmentId)
            {
                return past;
            }
        }

        foreach (var past in state.Pulled.OrEmpty())
        {
            if (past.AssignmentId == assignmentId)
            {
                return past;
            }
        }

        return null;
    }

    /// <summary>Whether a request of this key has pulled a case. Its whole id is another one, or it would have been found by that.</summary>
    public static bool HasPulledUnder(AgentState state, ulong key)
    {
        foreach (var past in state.Pulled.OrEmpty())
        {
            if (new CommandId(past.AssignmentId).Key == key)
            {
                return true;
            }
        }

        return false;
    }
}
