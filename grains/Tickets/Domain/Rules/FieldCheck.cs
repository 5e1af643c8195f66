namespace AfterSales.Tickets;

/// <summary>Collects every field of a command that cannot be accepted, so that all are told at once.</summary>
internal sealed class FieldCheck
{
    /// <summary>Longest free text, in UTF-16 units; all texts of a command together have a limit of their own (<see cref="TextSize"/>).</summary>
    public const int MaxText = 10_000;

    public const int MaxEvidence = 20;

    public const int MaxAnswers = 50;

    public const int MaxAnswer = 1_000;

    private readonly List<FieldError> _errors = [];

    public Failure? Failure => _errors.Count == 0
        ? null
        : new Failure(FailureCodes.InvalidValue, "The command has values that cannot be accepted.") { Errors = [.. _errors] };

    public FieldCheck That(bool holds, string pointer, string message)
    {
        if (!holds)
        {
            _errors.Add(new FieldError(pointer, message));
        }

        return this;
    }

    /// <summary>A free text that must say something.</summary>
    public FieldCheck Text(string? text, string pointer, int max = MaxText) =>
        That(!string.IsNullOrWhiteSpace(text), pointer, "must not be empty").OptionalText(text, pointer, max);

    public FieldCheck OptionalText(string? text, string pointer, int max = MaxText) =>
        That(text is null || text.Length <= max, pointer, $"must have at most {max} characters")
            .That(text is null || !text.Any(IsUnprintable), pointer, "must not have control characters");

    /// <summary>A word kept as data: one line.</summary>
    public FieldCheck Word(string? word, string pointer, int max) =>
        Text(word, pointer, max).That(word is null || !word.AsSpan().ContainsAny('\n', '\r', '\t'), pointer, "must be a single line");

    /// <summary>An id from outside (api.md): 1-64 of <c>[A-Za-z0-9._:-]</c>.</summary>
    public FieldCheck Id(string? id, string pointer) =>
        That(id is { Length: >= 1 and <= 64 } && id.All(IsIdCharacter), pointer, "must be 1-64 of A-Z a-z 0-9 . _ : -");

    /// <summary>A parcel: carriers have names, tracking numbers are ids from outside.</summary>
    public FieldCheck Parcel(string? carrier, string? trackingNumber) => Word(carrier, "/carrier", 60).Id(trackingNumber, "/trackingNumber");

    public FieldCheck Evidence(ImmutableArray<Evidence> evidence, string pointer)
    {
        var items = evidence.OrEmpty();
        That(items.Length <= MaxEvidence, pointer, $"must have at most {MaxEvidence} items");
        for (var i = 0; i < Math.Min(items.Length, MaxEvidence); i++)
        {
            Word(items[i]?.Type, $"{pointer}/{i}/type", 40).Word(items[i]?.Ref, $"{pointer}/{i}/ref", 500);
        }

        return this;
    }

    public FieldCheck Answers(ImmutableDictionary<string, string>? answers, string pointer)
    {
        That(answers is null || answers.Count <= MaxAnswers, pointer, $"must have at most {MaxAnswers} answers");
        foreach (var (id, answer) in (answers ?? ImmutableDictionary<string, string>.Empty).Take(MaxAnswers))
        {
            var field = $"{pointer}/{Escape(id)}";
            That(id.Length is >= 1 and <= 64, pointer, "must have keys of 1-64 characters")
                .That(answer is not null, field, "must not be null")
                .OptionalText(answer, field, MaxAnswer);
        }

        return this;
    }

    /// <summary>A key as a part of a JSON pointer (RFC 6901).</summary>
    public static string Escape(string key) => key.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);

    private static bool IsIdCharacter(char c) => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or ':' or '-';

    private static bool IsUnprintable(char c) => char.IsControl(c) && c is not ('\n' or '\r' or '\t');
}
