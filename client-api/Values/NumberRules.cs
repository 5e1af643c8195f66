namespace AfterSales.Api.Values;

/// <summary>Rules for money, quantities and times.</summary>
internal static class NumberRules
{
    public static void Amount(this ErrorList errors, in Place place, Money money, long min = 0)
    {
        if (money.Amount < min || money.Amount > Limits.Amount)
        {
            errors.Add(Within(place, "/amount"), $"must be {min} to {Limits.Amount} minor units");
        }

        if (money.Currency is not { Length: 3 } currency || currency.AsSpan().ContainsAnyExceptInRange('A', 'Z'))
        {
            errors.Add(Within(place, "/currency"), "must be an ISO 4217 code of three capital letters");
        }
    }

    public static void OptionalAmount(this ErrorList errors, in Place place, Money? money, long min = 0)
    {
        if (money is { } given)
        {
            errors.Amount(place, given, min);
        }
    }

    public static void Number(this ErrorList errors, in Place place, long value, long min, long max)
    {
        if (value < min || value > max)
        {
            errors.Add(place, $"must be {min} to {max}");
        }
    }

    public static void Count(this ErrorList errors, in Place place, int count, int min, int max)
    {
        if (count < min || count > max)
        {
            errors.Add(place, $"must have {min} to {max} entries");
        }
    }

    public static void Time(this ErrorList errors, in Place place, DateTimeOffset? time)
    {
        if (time?.UtcDateTime.Year is < Limits.FirstYear or > Limits.LastYear)
        {
            errors.Add(place, $"must be in the years {Limits.FirstYear} to {Limits.LastYear}");
        }
    }

    private static Place Within(in Place place, string inner) => place with { Inner = place.Inner + inner };
}
