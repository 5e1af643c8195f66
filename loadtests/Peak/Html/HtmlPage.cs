using System.Reflection;
using System.Xml.Linq;

namespace AfterSales.LoadTests.Peak.Html;

/// <summary>A page that needs nothing but itself: no script, no font, no address.</summary>
internal static class HtmlPage
{
    public static string Write(string title, params object?[] body)
    {
        var page = Tag.Of("html", Tag.Is("lang", "en"),
            Tag.Of("head",
                Tag.Of("meta", Tag.Is("charset", "utf-8")),
                Tag.Of("meta", Tag.Is("name", "viewport"), Tag.Is("content", "width=device-width, initial-scale=1")),
                Tag.Of("title", title),
                Tag.Of("style", Style())),
            Tag.Of("body", [Tag.Of("h1", title), .. body]));
        return $"<!DOCTYPE html>\n{page.ToString(SaveOptions.DisableFormatting)}\n";
    }

    /// <summary>Lines of a state, a word and a text; states are good, note and bad.</summary>
    public static XElement Summary(IEnumerable<(string State, string Word, string Text)> lines) => Tag.Of("ul", Tag.Is("class", "summary"), lines.Select(line => Tag.Of("li",
        Tag.Is("class", line.State), Tag.Of("span", Tag.Is("class", "word"), line.Word), Tag.Of("span", line.Text))));

    private static string Style()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("AfterSales.LoadTests.Peak.Html.report.css")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
