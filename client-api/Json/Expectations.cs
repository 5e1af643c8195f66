namespace AfterSales.Api.Json;

/// <summary>What a value of a type must look like, in words for the caller.</summary>
internal static class Expectations
{
    public static string Of(Type type)
    {
        if (type.IsEnum)
        {
            return $"must be one of {string.Join(", ", Enum.GetNames(type))}";
        }

        if (type == typeof(ImmutableDictionary<string, string>))
        {
            return "must be an object with texts as values";
        }

        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ImmutableArray<>))
        {
            return "must be an array";
        }

        return Type.GetTypeCode(type) switch
        {
            TypeCode.Int32 => "must be an integer of 32 bits",
            TypeCode.Int64 => "must be an integer of 64 bits",
            TypeCode.Boolean => "must be true or false",
            TypeCode.String => "must be a text of valid Unicode",
            _ when type == typeof(DateTimeOffset) => "must be a time as in RFC 3339 with its offset",
            _ when type == typeof(TimeSpan) => "must be an ISO 8601 duration, e.g. PT30S",
            _ when type == typeof(Guid) => "must be a UUID",
            _ => "must be an object",
        };
    }
}
