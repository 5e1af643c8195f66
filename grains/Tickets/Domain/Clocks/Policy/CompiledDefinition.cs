using AfterSales.Policies;
using AfterSales.Sla;

namespace AfterSales.Tickets;

/// <summary>One definition made ready: its terms by priority, shared with every clock that has them.</summary>
internal sealed class CompiledDefinition(SlaDefinition definition)
{
    private readonly ImmutableArray<ClockTerms> _terms =
    [
        .. Enum.GetValues<TicketPriority>().Order().Select(priority => ClockTerms.Shared(new ClockTerms(
            SharedText.Of(definition.Name), definition.Type, definition.TargetSeconds[priority], definition.Calendar,
            [.. definition.Warnings.OrEmpty().Select(warning => warning.Percent)]))),
    ];

    public string Name => _terms[0].Name;

    public SlaType Type => definition.Type;

    public ImmutableArray<LadderAction> OnBreach { get; } = definition.OnBreach.OrEmpty();

    public ClockTerms Terms(TicketPriority priority) => _terms[(int)priority];

    /// <summary>What a warning does beside being recorded.</summary>
    public ImmutableArray<LadderAction> OnWarning(int percent) =>
        definition.Warnings.OrEmpty().FirstOrDefault(warning => warning.Percent == percent)?.Actions.OrEmpty() ?? [];
}
