using AfterSales.Policies;
using AfterSales.Tickets;

namespace AfterSales.Api.Intake;

/// <summary>The questionnaire of a kind in one language, and for which categories evidence is needed.</summary>
internal sealed record IntakeBody(
    TicketKind Kind, int PolicyVersion, ImmutableArray<IntakeQuestionBody> Questions, ImmutableArray<TicketCategory> EvidenceFor)
{
    public static IntakeBody Of(TicketKind kind, Versioned<IntakePolicy> policy, string language)
    {
        var form = policy.Policy.Forms.GetValueOrDefault(kind) ?? new IntakeForm();
        return new IntakeBody(
            kind,
            policy.Version,
            [.. form.Questions.OrEmpty().Select(question => IntakeQuestionBody.Of(question, language))],
            form.EvidenceFor.OrEmpty());
    }
}

/// <param name="Id">Name in <c>answers</c>.</param>
/// <param name="Options">The answers to choose from; empty for free text.</param>
internal sealed record IntakeQuestionBody(string Id, string Text, bool Required, ImmutableArray<string> Options)
{
    public static IntakeQuestionBody Of(IntakeQuestion question, string language) => new(
        question.Id,
        question.Text.GetValueOrDefault(language) ?? question.Text.Values.FirstOrDefault() ?? question.Id,
        question.Required,
        question.Options.OrEmpty());
}
