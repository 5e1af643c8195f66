namespace AfterSales;

/// <summary>Who calls: token issuer, subject (customer id, agent id or system name) and roles.</summary>
[GenerateSerializer, Immutable, Alias("aftersales.Caller")]
public sealed record Caller(
    [property: Id(0)] string Issuer,
    [property: Id(1)] string Subject,
    [property: Id(2)] Roles Roles)
{
    /// <summary>Used for commands the system gives itself (deadlines, followers).</summary>
    public static Caller System { get; } = new("aftersales", "system", Roles.System);

    public bool IsStaff => (Roles & Roles.Staff) != 0;

    public bool HasAny(Roles roles) => (Roles & roles) != 0;
}
