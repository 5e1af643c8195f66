using AfterSales.Tickets;

namespace AfterSales.Api.Values;

/// <summary>Rules for the parts that several bodies share.</summary>
internal static class CaseRules
{
    public static void Evidence(this ErrorList errors, ImmutableArray<Evidence> evidence)
    {
        var items = evidence.OrEmpty();
        errors.Count("/evidence", items.Length, 0, Limits.Evidence);
        for (var i = 0; i < items.Length; i++)
        {
            errors.Line(new Place("/evidence", i, "/type"), items[i].Type, Limits.EvidenceType);
            errors.Line(new Place("/evidence", i, "/ref"), items[i].Ref, Limits.EvidenceRef);
        }
    }

    public static void Answers(this ErrorList errors, ImmutableDictionary<string, string>? answers, int min)
    {
        errors.Count("/answers", answers?.Count ?? 0, min, Limits.Answers);
        foreach (var (question, answer) in answers ?? ImmutableDictionary<string, string>.Empty)
        {
            if (!TextRules.IsId(question))
            {
                // The name itself may be anything, so it is not repeated in the pointer.
                errors.Add("/answers", $"must have names of 1-{Limits.Id} characters of A-Z, a-z, 0-9, '.', '_', ':' and '-'");
                continue;
            }

            errors.TextOrEmpty(new Place("/answers/", Inner: question), answer, Limits.Answer);
        }
    }

    /// <summary>Line ids are distinct: two entries for one line would be counted twice.</summary>
    public static void DistinctLines<T>(this ErrorList errors, ImmutableArray<T> lines, Func<T, string> lineId)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < lines.Length; i++)
        {
            if (!seen.Add(lineId(lines[i])))
            {
                errors.Add(new Place("/lines", i, "/lineId"), "is there twice");
            }
        }
    }
}
