using AfterSales.Tickets;

namespace AfterSales.Api.Problems;

/// <summary>A problem as in RFC 9457, with the members that the contract adds.</summary>
internal sealed record ProblemDocument
{
    public required string Type { get; init; }

    public required string Title { get; init; }

    public required int Status { get; init; }

    public string? Detail { get; init; }

    /// <summary>Stable; what a program decides by.</summary>
    public required string Code { get; init; }

    public string? TraceId { get; init; }

    public ImmutableArray<FieldError>? Errors { get; init; }

    public TicketStep? CurrentStep { get; init; }

    public ImmutableArray<string>? AllowedActions { get; init; }

    public int? Version { get; init; }

    /// <summary>Seconds.</summary>
    public int? RetryAfter { get; init; }

    public static ProblemDocument Of(Failure failure, string? traceId)
    {
        var kind = ProblemCatalog.Of(failure.Code);
        var errors = failure.Errors.OrEmpty();
        var actions = failure.AllowedActions.OrEmpty();
        return new ProblemDocument
        {
            Type = $"urn:aftersales:problem:{failure.Code}",
            Title = kind.Title,
            Status = kind.Status,
            Detail = failure.Detail,
            Code = failure.Code,
            TraceId = traceId,
            Errors = errors.IsEmpty ? null : errors,
            CurrentStep = failure.CurrentStep,
            AllowedActions = failure.CurrentStep is null && actions.IsEmpty ? null : actions,
            Version = failure.Version,
            RetryAfter = kind.RetryAfter is null ? null : failure.RetryAfter ?? kind.RetryAfter,
        };
    }
}
