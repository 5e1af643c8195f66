using System.Text.Json.Serialization;
using AfterSales.Routing;

namespace AfterSales.Api.Values;

/// <summary>A skill in a body; the level is 1 when none is given.</summary>
[method: JsonConstructor]
internal readonly record struct SkillInput(string Skill, int Level = 1);

/// <summary>Rules for the words of routing. Which skills there are, the routing policy says.</summary>
internal static class RoutingWords
{
    private const int MaxLevel = 5;

    public static void Skills(this ErrorList errors, string pointer, ImmutableArray<SkillInput> skills, int max)
    {
        var items = skills.OrEmpty();
        errors.Count(pointer, items.Length, 0, max);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < items.Length; i++)
        {
            errors.Line(new Place(pointer, i, "/skill"), items[i].Skill, Limits.Skill);
            errors.Number(new Place(pointer, i, "/level"), items[i].Level, 1, MaxLevel);
            if (!seen.Add(items[i].Skill))
            {
                errors.Add(new Place(pointer, i, "/skill"), "is there twice");
            }
        }
    }

    public static void Departments(this ErrorList errors, string pointer, ImmutableArray<string> departments)
    {
        var items = departments.OrEmpty();
        errors.Count(pointer, items.Length, 0, Limits.Departments);
        errors.Distinct(pointer, items);
        for (var i = 0; i < items.Length; i++)
        {
            errors.Department(new Place(pointer, i), items[i]);
        }
    }

    /// <summary>Any word will do: a shop names desks of its own.</summary>
    public static void Department(this ErrorList errors, in Place place, string department)
    {
        if (department.Length > Limits.Department || !TextRules.IsId(department))
        {
            errors.Add(place, $"must be a word of 1-{Limits.Department} characters of A-Z, a-z, 0-9, '.', '_', ':' and '-'");
        }
    }

    public static void Languages(this ErrorList errors, string pointer, ImmutableArray<string> languages)
    {
        var items = languages.OrEmpty();
        errors.Count(pointer, items.Length, 0, Limits.Languages);
        errors.Distinct(pointer, items);
        for (var i = 0; i < items.Length; i++)
        {
            if (items[i].Length is < 2 or > 10 || items[i].AsSpan().ContainsAnyExceptInRange('a', 'z'))
            {
                errors.Add(new Place(pointer, i), "must be 2-10 letters a-z, e.g. zh");
            }
        }
    }

    public static ImmutableArray<SkillLevel> ToLevels(this ImmutableArray<SkillInput> skills) =>
        [.. skills.OrEmpty().Select(skill => new SkillLevel(skill.Skill, skill.Level))];

    private static void Distinct(this ErrorList errors, string pointer, ImmutableArray<string> items)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < items.Length; i++)
        {
            if (!seen.Add(items[i]))
            {
                errors.Add(new Place(pointer, i), "is there twice");
            }
        }
    }
}
