using System.Buffers;

namespace AfterSales.Api.Values;

/// <summary>Rules for ids and texts.</summary>
internal static class TextRules
{
    private static readonly SearchValues<char> IdCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._:-");

    /// <summary>C0 without tab, line feed and carriage return; DEL; C1.</summary>
    private static readonly SearchValues<char> Controls =
        SearchValues.Create([.. Enumerable.Range(0, 0xA0).Select(code => (char)code).Where(c => char.IsControl(c) && c is not ('\t' or '\n' or '\r'))]);

    private static readonly SearchValues<char> ControlsOrBreaks =
        SearchValues.Create([.. Enumerable.Range(0, 0xA0).Select(code => (char)code).Where(char.IsControl)]);

    public static bool IsId(ReadOnlySpan<char> value) => value.Length is >= 1 and <= Limits.Id && !value.ContainsAnyExcept(IdCharacters);

    public static void Id(this ErrorList errors, in Place place, string value)
    {
        if (!IsId(value))
        {
            errors.Add(place, $"must be 1-{Limits.Id} characters of A-Z, a-z, 0-9, '.', '_', ':' and '-'");
        }
    }

    public static void OptionalId(this ErrorList errors, in Place place, string? value)
    {
        if (value is not null)
        {
            errors.Id(place, value);
        }
    }

    /// <summary>A text people write; may have several lines, must not be blank.</summary>
    public static void Text(this ErrorList errors, in Place place, string value, int max = Limits.LongText) =>
        Check(errors, place, value, min: 1, max, Controls);

    public static void OptionalText(this ErrorList errors, in Place place, string? value, int max = Limits.LongText)
    {
        if (value is not null)
        {
            errors.Text(place, value, max);
        }
    }

    public static void TextOrEmpty(this ErrorList errors, in Place place, string value, int max) =>
        Check(errors, place, value, min: 0, max, Controls);

    /// <summary>A name, number or reference: one line, not blank.</summary>
    public static void Line(this ErrorList errors, in Place place, string value, int max = Limits.Name) =>
        Check(errors, place, value, min: 1, max, ControlsOrBreaks);

    private static void Check(ErrorList errors, in Place place, string value, int min, int max, SearchValues<char> refused)
    {
        if (value.Length > max || (min > 0 && string.IsNullOrWhiteSpace(value)))
        {
            errors.Add(place, min > 0 ? $"must be {min}-{max} characters and not blank" : $"must be at most {max} characters");
        }
        else if (value.AsSpan().ContainsAny(refused))
        {
            errors.Add(place, "must not hold control characters");
        }
    }
}
