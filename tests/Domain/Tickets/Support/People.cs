namespace AfterSales.Tests.Domain.Tickets;

/// <summary>Callers of every role.</summary>
internal static class People
{
    public static Caller Customer { get; } = new("shop", "c-1", Roles.Customer);

    public static Caller Stranger { get; } = new("shop", "c-2", Roles.Customer);

    public static Caller Agent { get; } = new("shop", "a-1", Roles.Agent);

    public static Caller Lead { get; } = new("shop", "l-1", Roles.Lead);

    public static Caller Warehouse { get; } = With(Roles.Warehouse);

    public static Caller Finance { get; } = With(Roles.Finance);

    public static Caller Workshop { get; } = With(Roles.Workshop);

    public static Caller Logistics { get; } = With(Roles.Logistics);

    public static Caller Arbitrator { get; } = With(Roles.Arbitrator);

    public static Caller Integration { get; } = With(Roles.Integration);

    public static IReadOnlyList<Caller> All { get; } =
    [
        Customer, Agent, Lead, Warehouse, Finance, Workshop, Logistics, With(Roles.Quality), Arbitrator, Integration, With(Roles.Admin), Caller.System,
    ];

    public static Caller Other(Caller caller, string subject) => caller with { Subject = subject };

    private static Caller With(Roles role) => new("shop", $"{role}-1", role);
}
