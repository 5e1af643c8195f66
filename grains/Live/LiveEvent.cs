namespace AfterSales.Live;

/// <param name="Id">Opaque place in the log, safe in a URL: whoever resumes after it gets what came later, once.</param>
/// <param name="Type">One of <see cref="LiveEventTypes"/>.</param>
/// <param name="Json">One line.</param>
public sealed record LiveEvent(string Id, string Type, string Json);

/// <summary>What a reader of a live stream meets.</summary>
public static class LiveEventTypes
{
    /// <summary>The first of every stream; its id is where a reader resumes who saw nothing else.</summary>
    public const string Hello = "hello";

    /// <summary>Something happened to a case.</summary>
    public const string Ticket = "ticket";

    /// <summary>Something happened to an agent.</summary>
    public const string Agent = "agent";

    /// <summary>Too much happened since he was away, or the place he came from is none of this log: he reads the resource again and goes on from here.</summary>
    public const string Reset = "reset";

    /// <summary>The last of a stream whose reader was too slow; he resumes after what he got.</summary>
    public const string Dropped = "dropped";

    /// <summary>Nothing happened, but this is how far he has come; no data.</summary>
    public const string Mark = "mark";
}
