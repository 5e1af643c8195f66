using System.Text;

namespace AfterSales.Api.Json;

/// <summary>JSON pointers (RFC 6901), the form in which errors name a field.</summary>
internal static class JsonPointer
{
    public static string Escape(string name) => name.Replace("~", "~0").Replace("/", "~1");

    /// <summary>The serializer's own notation, <c>$.lines[0].quantity</c> or <c>$['a.b']</c>, as a pointer.</summary>
    public static string FromPath(string? path)
    {
        var pointer = new StringBuilder();
        var rest = path.AsSpan();
        rest = rest.StartsWith("$") ? rest[1..] : rest;
        while (!rest.IsEmpty)
        {
            var (name, length) = rest switch
            {
                ['[', '\'', ..] => Quoted(rest),
                ['[', ..] => Until(rest, "]", 1, 1),
                ['.', ..] => Until(rest, ".[", 1, 0),
                _ => Until(rest, ".[", 0, 0),
            };
            pointer.Append('/').Append(Escape(name));
            rest = rest[length..];
        }

        return pointer.ToString();
    }

    private static (string Name, int Length) Quoted(ReadOnlySpan<char> rest)
    {
        var end = rest.IndexOf("']");
        return end < 0 ? (rest[2..].ToString(), rest.Length) : (rest[2..end].ToString(), end + 2);
    }

    private static (string Name, int Length) Until(ReadOnlySpan<char> rest, string stops, int skip, int closing)
    {
        var end = rest[skip..].IndexOfAny(stops);
        return end < 0 ? (rest[skip..].ToString(), rest.Length) : (rest.Slice(skip, end).ToString(), skip + end + closing);
    }
}
