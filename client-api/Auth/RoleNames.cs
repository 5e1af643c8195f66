using System.Collections.Frozen;

namespace AfterSales.Api.Auth;

/// <summary>Roles as tokens spell them. <c>system</c> is not among them: it is AfterSales itself and cannot come from outside.</summary>
internal static class RoleNames
{
    private static readonly FrozenDictionary<string, Roles> ByName = new[]
    {
        Roles.Customer, Roles.Agent, Roles.Lead, Roles.Warehouse, Roles.Finance, Roles.Workshop, Roles.Logistics, Roles.Quality,
        Roles.Arbitrator, Roles.Integration, Roles.Admin,
    }.ToFrozenDictionary(role => role.ToString().ToLowerInvariant(), StringComparer.Ordinal);

    public static IEnumerable<string> All => ByName.Keys;

    /// <summary>Names that are none of ours mean nothing here; a token may serve other systems too.</summary>
    public static Roles Parse(IEnumerable<string> names) =>
        names.Aggregate(Roles.None, (roles, name) => roles | ByName.GetValueOrDefault(name));
}
