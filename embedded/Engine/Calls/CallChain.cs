using Orleans.Runtime;

namespace Orleans.Embedded;

/// <summary>Finds calls that would wait for themselves: a grain calling itself, or A calling B calling A.</summary>
internal static class CallChain
{
    /// <summary>Whether a request further up the chain holds the target and waits, through the chain, for this request.</summary>
    public static bool IsClosedBy(Request request)
    {
        for (Request? link = request.Caller; link is { IsFinished: false }; link = link.Caller)
        {
            if (link.Target == request.Target && link.Blocks(request))
            {
                return true;
            }
        }

        return false;
    }

    public static InvalidOperationException Describe(Request request)
    {
        var names = new List<string>();
        for (Request? link = request; link is not null; link = link.Caller)
        {
            names.Add($"{link.Target.GrainId} {link.Name}");
            if (link != request && link.Target == request.Target)
            {
                break;
            }
        }

        names.Reverse();
        return new InvalidOperationException(
            $"Call cycle: {string.Join(" -> ", names)}. The last call can start only after the first has finished, and the first waits for it. "
            + "Do not await it, or mark the method AlwaysInterleave or the class Reentrant.");
    }
}
