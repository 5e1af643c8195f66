using System.Xml;
using System.Xml.Linq;

namespace AfterSales.LoadTests.Peak.Html;

/// <summary>
/// Elements of the page. Built as XML, so nothing in a text can become markup, and an element that HTML may not close in itself is never empty.
/// </summary>
internal static class Tag
{
    private static readonly string[] Drawn = ["line", "path", "rect", "meta", "br"];

    public static XElement Of(string name, params object?[] content)
    {
        var element = new XElement(name, content.Select(Clean));
        if (element.IsEmpty && !Drawn.Contains(name))
        {
            element.Add(new XText(""));
        }

        return element;
    }

    public static XAttribute Is(string name, string value) => new(name, Clean(value)!);

    /// <summary>A text may come from anywhere, and XML knows no control characters.</summary>
    private static object? Clean(object? content) => content is string text && !text.All(XmlConvert.IsXmlChar)
        ? string.Concat(text.Select(letter => XmlConvert.IsXmlChar(letter) ? letter : '\uFFFD'))
        : content;
}
