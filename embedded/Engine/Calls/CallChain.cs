namespace Orleans.Embedded;

/// <summary>Finds calls that would wait for themselves: a grain calling itself, or A calling B calling A.</summary>
internal static class CallChain
{
    /// <summary>Whether a request further up the chain holds the target and waits, through the chain, for this request.</summary>
    public static bool IsClosedBy(Request request)
    {
        Request? link = request.Caller;
        while (link is { IsFinished: false } && !(link.Target == request.Target && link.Blocks(request)))
        {
            link = link.Caller;
        }

        return link is { IsFinished: false };
    }

    public static InvalidOperationException Describe(Request request)
    {
        string chain = $"{request.Target.GrainId} {request.Name}";
        for (Request? link = request.Caller; link is not null; link = link.Target == request.Target ? null : link.Caller)
        {
            chain = $"{link.Target.GrainId} {link.Name} -> {chain}";
        }

        return new InvalidOperationException(
            $"Call cycle: {chain}. The last call can start only after the first has finished, and the first waits for it. "
            + "Do not await it, or mark the method AlwaysInterleave or the class Reentrant.");
    }
}
