using AfterSales.Tickets;

namespace AfterSales.Deadlines;

/// <summary>A peak-season extension: every deadline of a rule that is open at <paramref name="RequestedAt"/> is put off (domain.md section 8).</summary>
/// <param name="Id">Names it; stored with each deadline it moved, so that a repeat changes nothing and it can be undone.</param>
/// <param name="Rule">Rule of the deadline policy.</param>
/// <param name="Kinds">Kinds of cases; empty: all.</param>
/// <param name="By">How much later, in plain time; more than zero.</param>
/// <param name="RequestedAt">Business time; deadlines set later are not concerned.</param>
/// <param name="RequestedBy">Subject of who asked.</param>
[GenerateSerializer, Immutable, Alias("aftersales.DeadlineExtension")]
public sealed record DeadlineExtension(
    [property: Id(0)] Guid Id,
    [property: Id(1)] string Rule,
    [property: Id(2)] ImmutableArray<TicketKind> Kinds,
    [property: Id(3)] TimeSpan By,
    [property: Id(4)] DateTimeOffset RequestedAt,
    [property: Id(5)] string RequestedBy);

/// <summary>How far an extension, or undoing it, has come.</summary>
/// <param name="Extension">What was asked.</param>
/// <param name="Reason">Why; 1-500 characters.</param>
/// <param name="State">How far it is.</param>
/// <param name="Undone">It was, or is being, undone.</param>
/// <param name="Cases">Cases looked at so far.</param>
/// <param name="Changed">Of them moved (or moved back).</param>
/// <param name="UndoneBy">Command id of the request that undid it.</param>
[GenerateSerializer, Immutable, Alias("aftersales.ExtensionStatus")]
public sealed record ExtensionStatus(
    [property: Id(0)] DeadlineExtension Extension,
    [property: Id(1)] string Reason,
    [property: Id(2)] ExtensionState State,
    [property: Id(3)] bool Undone,
    [property: Id(4)] int Cases,
    [property: Id(5)] int Changed,
    [property: Id(6)] Guid? UndoneBy = null)
{
    /// <summary>As the request was answered first: its retry is not told how far it has come since.</summary>
    public ExtensionReply Again(bool undone) => new(this with { State = ExtensionState.Running, Undone = undone, Cases = 0, Changed = 0 }, Replayed: true);
}

/// <param name="Status">The extension as this request found or left it.</param>
/// <param name="Replayed">This request had been answered before.</param>
[GenerateSerializer, Immutable, Alias("aftersales.ExtensionReply")]
public sealed record ExtensionReply([property: Id(0)] ExtensionStatus Status, [property: Id(1)] bool Replayed);

public enum ExtensionState { Running, Done }

/// <summary>What a case answers to an extension.</summary>
/// <param name="Changed">Its deadline was moved by it (or moved back), now or by an earlier call that is repeated.</param>
[GenerateSerializer, Immutable, Alias("aftersales.ExtensionAnswer")]
public readonly record struct ExtensionAnswer([property: Id(0)] bool Changed);
