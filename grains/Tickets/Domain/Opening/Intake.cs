using AfterSales.Policies;

namespace AfterSales.Tickets;

/// <summary>Checks the answers of an opening against the questionnaire of its kind (domain.md section 4).</summary>
internal static class Intake
{
    /// <summary>Customers must answer what is required; whoever answers must choose among the options, where there are any.</summary>
    public static void Check(IntakeForm form, ImmutableDictionary<string, string>? answers, bool byCustomer, FieldCheck check)
    {
        foreach (var question in form.Questions.OrEmpty())
        {
            var pointer = $"/answers/{FieldCheck.Escape(question.Id)}";
            var answer = answers?.GetValueOrDefault(question.Id);
            var options = question.Options.OrEmpty();
            check
                .That(!byCustomer || !question.Required || !string.IsNullOrWhiteSpace(answer), pointer, "must be answered")
                .That(answer is null || options.IsEmpty || options.Contains(answer), pointer, $"must be one of {string.Join(", ", options)}");
        }
    }

    public static bool IsComplete(IntakeForm form, ImmutableDictionary<string, string>? answers) =>
        form.Questions.OrEmpty().All(question => !question.Required || !string.IsNullOrWhiteSpace(answers?.GetValueOrDefault(question.Id)));
}
