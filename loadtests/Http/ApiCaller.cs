namespace AfterSales.LoadTests.Http;

/// <summary>Who calls: a subject with one role. Benches call as the people of a shop would, never with a token that may do everything.</summary>
internal readonly record struct ApiCaller(string Subject, string Role)
{
    public static ApiCaller Customer(string id) => new(id, "customer");

    public static ApiCaller Staff(string role) => new($"bench-{role}", role);

    /// <summary>One of several people of a role, so that a busy shop does not look like one person with too many hands.</summary>
    public static ApiCaller Staff(string role, int number) => new($"bench-{role}-{number}", role);
}
