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
}
