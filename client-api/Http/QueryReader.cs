using System.Globalization;
using AfterSales.Api.Json;
using AfterSales.Api.Values;

namespace AfterSales.Api.Http;

/// <summary>Reads query parameters as strictly as bodies: an unknown or repeated one is refused, since ignoring a filter would answer too much.</summary>
internal sealed class QueryReader(IQueryCollection query)
{
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    public ErrorList Errors { get; } = new();

    public string? Take(string name)
    {
        _known.Add(name);
        if (!query.TryGetValue(name, out var values))
        {
            return null;
        }

        if (values is [{ Length: > 0 } value])
        {
            return value;
        }

        Errors.Add($"/{name}", "must be there once and not empty");
        return null;
    }

    public string? TakeId(string name)
    {
        var value = Take(name);
        Errors.OptionalId($"/{name}", value);
        return value;
    }

    public string? TakeLine(string name, int max)
    {
        var value = Take(name);
        if (value is not null)
        {
            Errors.Line($"/{name}", value, max);
        }

        return value;
    }

    public T? TakeName<T>(string name)
        where T : struct, Enum
    {
        var value = Take(name);
        var known = Array.Find(Enum.GetNames<T>(), candidate => candidate.Equals(value, StringComparison.OrdinalIgnoreCase));
        if (value is not null && known is null)
        {
            Errors.Add($"/{name}", Expectations.Of(typeof(T)));
        }

        return known is null ? null : Enum.Parse<T>(known);
    }

    public DateTimeOffset? TakeTime(string name)
    {
        if (Take(name) is not { } value)
        {
            return null;
        }

        if (!Rfc3339.TryParse(value, out var time))
        {
            Errors.Add($"/{name}", Expectations.Of(typeof(DateTimeOffset)));
            return null;
        }

        Errors.Time($"/{name}", time);
        return time;
    }

    public int TakeNumber(string name, int min, int max, int absent)
    {
        if (Take(name) is not { } text)
        {
            return absent;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max)
        {
            return number;
        }

        Errors.Add($"/{name}", $"must be {min} to {max}");
        return absent;
    }

    public bool? TakeFlag(string name)
    {
        var value = Take(name);
        if (value is not (null or "true" or "false"))
        {
            Errors.Add($"/{name}", Expectations.Of(typeof(bool)));
        }

        return value is null ? null : value == "true";
    }

    /// <summary>Call last: whatever was not asked for is unknown. Null: all is well.</summary>
    public Failure? Finish()
    {
        foreach (var name in query.Keys.Where(name => !_known.Contains(name)))
        {
            Errors.Add($"/{JsonPointer.Escape(name)}", "is not a parameter of this resource");
        }

        return Errors.IsEmpty ? null : Errors.ToFailure();
    }
}
