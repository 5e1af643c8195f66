namespace AfterSales.Api.Deadlines;

/// <summary>Body of POST /v1/deadlines:extend. Everything is read as text, so that all that is wrong is told at once.</summary>
/// <param name="Rule">Rule of the deadline policy; required.</param>
/// <param name="By">How much later, an ISO 8601 duration; this or <paramref name="Until"/>.</param>
/// <param name="Until">An instant: later by as much as it lies ahead.</param>
/// <param name="Reason">Required.</param>
internal sealed record ExtendInput(string? Rule = null, string? By = null, string? Until = null, string? Reason = null)
{
    /// <summary>Kinds of cases; none: all.</summary>
    public ImmutableArray<string> Kinds { get; init; }

    public static ExtendInput Complete(ExtendInput body) => body with { Kinds = body.Kinds.OrEmpty() };
}

/// <summary>Body of POST /v1/deadlines:undo-extend.</summary>
/// <param name="ExtensionId">As the extension was answered.</param>
internal sealed record UndoInput(Guid ExtensionId);
