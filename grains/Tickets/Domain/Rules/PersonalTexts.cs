using AfterSales.Streams;

namespace AfterSales.Tickets;

internal static class PersonalTexts
{
    /// <summary>The one free text of an event; null when there is none, so that nothing is stored.</summary>
    public static PersonalText? Of(string? text) => string.IsNullOrWhiteSpace(text) ? null : new PersonalText { Text = text };
}
