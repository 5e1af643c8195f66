using AfterSales.Api.Problems;

namespace AfterSales.Api.Http;

/// <summary>The two parameters every list has.</summary>
internal sealed record Paging(string? Cursor, int Limit)
{
    public const int DefaultLimit = 50;
    public const int MaxLimit = 200;
    private const int MaxCursorLength = 500;

    /// <summary>For endpoints that know no other parameter.</summary>
    public static Outcome<Paging> Of(HttpRequest request)
    {
        var query = new QueryReader(request.Query);
        var paging = Read(query);
        return query.Finish() is { } failure ? failure
            : paging.Cursor is { } cursor && !IsWellFormed(cursor) ? Refusals.InvalidCursor
            : paging;
    }

    public static Paging Read(QueryReader query) => new(query.Take("cursor"), query.TakeNumber("limit", 1, MaxLimit, DefaultLimit));

    public static bool IsWellFormed(string cursor) =>
        cursor.Length is >= 1 and <= MaxCursorLength && !cursor.AsSpan().ContainsAnyExceptInRange('!', '~');
}
