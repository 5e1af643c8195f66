using AfterSales.Streams;

namespace AfterSales.Customers.Domain;

/// <summary>The budget as taken, by case.</summary>
internal sealed record CustomerState
{
    public static CustomerState Empty { get; } = new();

    /// <summary>The last tier that was stored with a taking.</summary>
    public string? Tier { get; init; }

    public ImmutableDictionary<Guid, BudgetUse> Uses { get; init; } = ImmutableDictionary<Guid, BudgetUse>.Empty;

    public long UsedOn(DateOnly day, string currency) => Uses.Values.Where(use => use.Day == day && use.Currency == currency).Sum(use => use.Amount);

    public int CasesSince(DateTimeOffset from) => Uses.Values.Count(use => use.At > from);
}

internal sealed record BudgetUse(DateTimeOffset At, DateOnly Day, long Amount, string Currency, int PolicyVersion);

/// <summary>What each event does to the state.</summary>
internal sealed class CustomerFold : IFold<CustomerState, CustomerEvent>
{
    public static int FoldVersion => 1;

    public static CustomerState Empty => CustomerState.Empty;

    public static CustomerState Apply(CustomerState state, CustomerEvent stored, in EventStamp stamp) => stored switch
    {
        BudgetTaken taken => state with
        {
            Tier = taken.Tier ?? state.Tier,
            Uses = state.Uses.SetItem(taken.TicketId, new BudgetUse(stamp.At, taken.Day, taken.Amount, taken.Currency, taken.PolicyVersion)),
        },
        _ => throw new InvalidDataException($"A customer cannot fold {stored.GetType().Name}."),
    };
}
