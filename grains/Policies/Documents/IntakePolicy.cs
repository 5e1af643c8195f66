using AfterSales.Tickets;

namespace AfterSales.Policies;

/// <summary>The questionnaire per kind: what is asked and which evidence is required (domain.md section 4). Policy name <c>intake</c>.</summary>
public sealed record IntakePolicy
{
    public ImmutableDictionary<TicketKind, IntakeForm> Forms { get; init; } = Enum.GetValues<TicketKind>().ToImmutableDictionary(kind => kind, IntakeDefaults.Form);
}

public sealed record IntakeForm
{
    public ImmutableArray<IntakeQuestion> Questions { get; init; } = [];

    /// <summary>A customer must give at least one piece of evidence for these categories, once the goods were delivered.</summary>
    public ImmutableArray<TicketCategory> EvidenceFor { get; init; } = [];
}

/// <param name="Id">Key in <c>answers</c>.</param>
/// <param name="Text">By language, <c>zh-CN</c> and <c>en</c>.</param>
/// <param name="Required">A customer must answer.</param>
/// <param name="Options">Allowed answers; empty for free text.</param>
public sealed record IntakeQuestion(string Id, ImmutableDictionary<string, string> Text, bool Required, ImmutableArray<string> Options);

internal static class IntakeDefaults
{
    private static readonly ImmutableArray<TicketCategory> Faults = [TicketCategory.Quality, TicketCategory.Damaged, TicketCategory.WrongItem];

    public static IntakeForm Form(TicketKind kind) => kind switch
    {
        TicketKind.RefundOnly => new IntakeForm { Questions = [Question("received", "收到商品了吗？", "Have you received the goods?", "yes", "no", "partly")], EvidenceFor = Faults },
        TicketKind.ReturnRefund => new IntakeForm { Questions = [Question("opened", "商品是否已拆封？", "Have you opened the packing?", "yes", "no")], EvidenceFor = Faults },
        TicketKind.Exchange => new IntakeForm { Questions = [Question("wanted", "希望换成什么？", "What do you want instead?")], EvidenceFor = Faults },
        TicketKind.Repair => new IntakeForm { Questions = [Question("fault", "故障现象是什么？", "What is the fault?")], EvidenceFor = Faults },
        TicketKind.Reship => new IntakeForm { Questions = [Question("missing", "缺少了什么？", "What is missing?")] },
        _ => new IntakeForm(),
    };

    private static IntakeQuestion Question(string id, string chinese, string english, params ImmutableArray<string> options) =>
        new(id, new Dictionary<string, string> { ["zh-CN"] = chinese, ["en"] = english }.ToImmutableDictionary(), Required: false, options);
}
