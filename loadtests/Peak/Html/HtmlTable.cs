using System.Xml.Linq;

namespace AfterSales.LoadTests.Peak.Html;

internal static class HtmlTable
{
    /// <summary>A table whose first column names the row. Wider than the window it scrolls in itself.</summary>
    public static XElement Of(string caption, IEnumerable<string> columns, IEnumerable<IEnumerable<string>> rows, bool words = false)
    {
        var css = words ? Tag.Is("class", "left") : null;
        return Tag.Of("div", Tag.Is("class", "wide"), Tag.Of("table",
            Tag.Of("caption", caption),
            Tag.Of("thead", Tag.Of("tr", columns.Select(column => Tag.Of("th", Tag.Is("scope", "col"), css, column)))),
            Tag.Of("tbody", rows.Select(row => Tag.Of("tr", row.Select((cell, index) => index == 0
                ? Tag.Of("th", Tag.Is("scope", "row"), css, cell)
                : Tag.Of("td", css, cell)))))));
    }
}
