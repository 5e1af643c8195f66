using AfterSales.Tickets;

namespace AfterSales.Policies;

/// <summary>Which kinds an order line allows, and until when (domain.md section 3). Policy name <c>eligibility</c>.</summary>
public sealed record EligibilityPolicy
{
    /// <summary>The matrix: kind x {not shipped, shipped, delivered within the window, later}.</summary>
    public ImmutableDictionary<TicketKind, KindWindows> Kinds { get; init; } = new Dictionary<TicketKind, KindWindows>
    {
        [TicketKind.RefundOnly] = new() { NotShipped = true, AfterPromised = true, DeliveredDays = 7, QualityDays = 15 },
        [TicketKind.ReturnRefund] = new() { DeliveredDays = 7, QualityDays = 15 },
        [TicketKind.Exchange] = new() { DeliveredDays = 7, QualityDays = 15 },
        [TicketKind.Repair] = new() { Warranty = true },
        [TicketKind.Reship] = new() { AfterPromised = true, DeliveredDays = 7 },
    }.ToImmutableDictionary();

    /// <summary>Product categories that are never returned without reason.</summary>
    public ImmutableArray<string> NoReasonExcluded { get; init; } = ["custom-made", "fresh"];

    /// <summary>Product categories that are not returned without reason once opened.</summary>
    public ImmutableArray<string> NoReasonExcludedWhenOpened { get; init; } = ["digital"];

    /// <summary>Warranty in days from delivery by product category.</summary>
    public ImmutableDictionary<string, int> WarrantyDays { get; init; } =
        new Dictionary<string, int> { ["electronics"] = 365, ["appliance"] = 1095 }.ToImmutableDictionary();

    /// <summary>Warranty in days of any other category.</summary>
    public int DefaultWarrantyDays { get; init; } = 180;

    /// <summary>Cases a line may ever have.</summary>
    public int MaxTicketsPerLine { get; init; } = 5;
}

/// <summary>One row of the matrix.</summary>
public sealed record KindWindows
{
    /// <summary>Possible while nothing was shipped.</summary>
    public bool NotShipped { get; init; }

    /// <summary>Possible when shipped, not delivered and past the promised date.</summary>
    public bool AfterPromised { get; init; }

    /// <summary>Days from delivery; for ReturnRefund without reason, unopened goods and categories that allow it.</summary>
    public int? DeliveredDays { get; init; }

    /// <summary>Days from delivery for a quality reason (Quality, Damaged, WrongItem, Missing).</summary>
    public int? QualityDays { get; init; }

    /// <summary>Possible within the warranty of the product category.</summary>
    public bool Warranty { get; init; }
}
