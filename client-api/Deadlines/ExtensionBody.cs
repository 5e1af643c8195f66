using AfterSales.Deadlines;
using AfterSales.Tickets;

namespace AfterSales.Api.Deadlines;

/// <summary>An extension and how far it is.</summary>
internal sealed record ExtensionBody
{
    public required Guid Id { get; init; }

    public required string Rule { get; init; }

    public required ImmutableArray<TicketKind> Kinds { get; init; }

    public required TimeSpan By { get; init; }

    public required string Reason { get; init; }

    public required DateTimeOffset RequestedAt { get; init; }

    public required string RequestedBy { get; init; }

    public required ExtensionState State { get; init; }

    public required bool Undone { get; init; }

    /// <summary>Cases looked at so far.</summary>
    public required int Cases { get; init; }

    /// <summary>Of them put off, or put back.</summary>
    public required int Changed { get; init; }

    public static ExtensionBody Of(ExtensionStatus status) => new()
    {
        Id = status.Extension.Id,
        Rule = status.Extension.Rule,
        Kinds = status.Extension.Kinds.OrEmpty(),
        By = status.Extension.By,
        Reason = status.Reason,
        RequestedAt = status.Extension.RequestedAt,
        RequestedBy = status.Extension.RequestedBy,
        State = status.State,
        Undone = status.Undone,
        Cases = status.Cases,
        Changed = status.Changed,
    };
}

/// <summary>Newest first; at most 100 are kept.</summary>
internal sealed record ExtensionListBody(ImmutableArray<ExtensionBody> Items);
