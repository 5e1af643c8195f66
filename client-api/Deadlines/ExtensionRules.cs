using System.Globalization;
using AfterSales.Api.Http;
using AfterSales.Api.Json;
using AfterSales.Api.Values;
using AfterSales.Tickets;

namespace AfterSales.Api.Deadlines;

/// <summary>What an extension may be; the values of <see cref="ExtendInput"/> are checked against what is in force and the clock.</summary>
internal static class ExtensionRules
{
    public const int MaxBytes = 16 * 1024;

    private static readonly TimeSpan Shortest = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Longest = TimeSpan.FromDays(365);
    private static readonly string Range = $"{Iso8601.ToText(Shortest)} to {Iso8601.ToText(Longest)}";

    public static BodyBinding<ExtendInput> Extend { get; } = new(ApiJson.Requests.ExtendInput, static (_, _) => { }, complete: ExtendInput.Complete);

    public static BodyBinding<UndoInput> Undo { get; } = new(ApiJson.Requests.UndoInput, static (_, _) => { });

    /// <param name="body">As it was read.</param>
    /// <param name="isRule">The rule it names can be extended.</param>
    /// <param name="now">Business time.</param>
    public static Outcome<AskedExtension> Check(ExtendInput body, bool isRule, DateTimeOffset now)
    {
        var errors = new ErrorList();
        Rule(body.Rule, isRule, errors);
        var kinds = Kinds(body.Kinds.OrEmpty(), errors);
        var by = body.Until is null ? By(body.By, errors) : Until(body, now, errors);
        if (body.Reason is { } reason)
        {
            errors.Text("/reason", reason, Limits.ShortReason);
        }
        else
        {
            errors.Add("/reason", "is required");
        }

        return errors.IsEmpty ? new AskedExtension(body.Rule!, kinds, by, body.Reason!) : errors.ToFailure();
    }

    private static void Rule(string? rule, bool isRule, ErrorList errors)
    {
        if (rule is null)
        {
            errors.Add("/rule", "is required");
        }
        else if (!isRule)
        {
            errors.Add("/rule", "must be a rule of the deadlines policy, or of a deadline that runs");
        }
    }

    private static ImmutableArray<TicketKind> Kinds(ImmutableArray<string> names, ErrorList errors)
    {
        var kinds = ImmutableArray.CreateBuilder<TicketKind>();
        for (var i = 0; i < names.Length; i++)
        {
            var known = Enum.GetValues<TicketKind>().Where(kind => kind.ToString().Equals(names[i], StringComparison.OrdinalIgnoreCase)).ToArray();
            if (known is [var kind])
            {
                kinds.Add(kind);
            }
            else
            {
                errors.Add(new Place("/kinds", i, ""), $"must be one of {string.Join(", ", Enum.GetNames<TicketKind>())}");
            }
        }

        return [.. kinds.Distinct().Order()];
    }

    private static TimeSpan By(string? text, ErrorList errors)
    {
        if (text is not null && Iso8601.TryParse(text, out var by) && by >= Shortest && by <= Longest)
        {
            return by;
        }

        errors.Add("/by", text is null ? "is required, or until" : $"must be an ISO 8601 duration of {Range}, e.g. P7D");
        return TimeSpan.Zero;
    }

    private static TimeSpan Until(ExtendInput body, DateTimeOffset now, ErrorList errors)
    {
        if (body.By is not null)
        {
            errors.Add("/until", "must not be there beside by");
        }

        if (!DateTimeOffset.TryParseExact(
            body.Until, ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var until))
        {
            errors.Add("/until", "must be an instant, e.g. 2026-11-20T00:00:00Z");
        }
        else if (until - now < Shortest || until - now > Longest)
        {
            errors.Add("/until", $"must lie {Range} ahead");
        }

        return until - now;
    }
}

/// <summary>An extension with nothing wrong in it.</summary>
internal sealed record AskedExtension(string Rule, ImmutableArray<TicketKind> Kinds, TimeSpan By, string Reason);
