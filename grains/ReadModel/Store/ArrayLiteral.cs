using System.Globalization;
using System.Text;

namespace AfterSales.ReadModel;

/// <summary>
/// PostgreSQL array literals. An <c>unnest</c> of rows takes one value per row and column, so arrays travel as text and are cast there.
/// </summary>
internal static class ArrayLiteral
{
    private const string Empty = "{}";

    public static string Of(ImmutableArray<string> items)
    {
        if (items.IsDefaultOrEmpty)
        {
            return Empty;
        }

        var text = new StringBuilder("{");
        foreach (var item in items)
        {
            text.Append(text.Length > 1 ? ",\"" : "\"");
            text.Append(Text.Clean(item).Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal));
            text.Append('"');
        }

        return text.Append('}').ToString();
    }

    public static string Of(int[] items) =>
        items.Length == 0 ? Empty : $"{{{string.Join(',', items.Select(item => item.ToString(CultureInfo.InvariantCulture)))}}}";
}
