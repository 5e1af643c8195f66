namespace AfterSales.Tickets;

/// <summary>Roles as the API writes them, and which one a caller of several acts in.</summary>
internal static class RoleNames
{
    /// <summary>Strongest first: a lead who also is an agent decides as a lead.</summary>
    private static readonly ImmutableArray<Roles> ByStrength =
    [
        Roles.Lead, Roles.Agent, Roles.Warehouse, Roles.Finance, Roles.Workshop, Roles.Logistics, Roles.Quality, Roles.Arbitrator, Roles.Integration,
        Roles.Admin, Roles.System, Roles.Customer,
    ];

    /// <summary>Name of a single role, e.g. <c>agent</c>.</summary>
    public static string Of(Roles role) => role.ToString().ToLowerInvariant();

    public static ImmutableArray<string> All(Roles roles) => [.. ByStrength.Where(role => (roles & role) != 0).Select(Of)];

    /// <summary>The role in which a caller acts when any of <paramref name="allowed"/> would do.</summary>
    public static Roles Acting(Roles held, Roles allowed) => ByStrength.FirstOrDefault(role => (held & allowed & role) != 0);
}
