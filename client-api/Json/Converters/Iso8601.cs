using System.Xml;

namespace AfterSales.Api.Json;

/// <summary>Durations of the contract: ISO 8601, e.g. <c>PT30S</c>.</summary>
internal static class Iso8601
{
    public static bool TryParse(string? text, out TimeSpan duration)
    {
        duration = default;
        try
        {
            duration = text is null ? default : XmlConvert.ToTimeSpan(text);
            return text is not null;
        }
        catch (Exception refusal) when (refusal is FormatException or OverflowException)
        {
            return false;
        }
    }

    public static string ToText(TimeSpan duration) => XmlConvert.ToString(duration);

    /// <summary>For what is measured or expected: fractions would pretend to a precision that is not there.</summary>
    public static TimeSpan WholeSeconds(TimeSpan duration) => TimeSpan.FromSeconds(Math.Ceiling(duration.TotalSeconds));
}
