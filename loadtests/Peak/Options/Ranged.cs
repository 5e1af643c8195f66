using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Numerics;

namespace AfterSales.LoadTests.Peak.Options;

/// <summary>Options that are numbers with a unit and a range: the help tells both, and so does the one line that refuses.</summary>
internal static class Ranged
{
    public static Option<double> Number(string name, string what, string unit, double byDefault, double least, double most) => Make(name, what, unit, byDefault, least, most);

    public static Option<int> Whole(string name, string what, string unit, int byDefault, int least, int most) => Make(name, what, unit, byDefault, least, most);

    private static Option<T> Make<T>(string name, string what, string unit, T byDefault, T least, T most)
        where T : struct, INumber<T>
    {
        var range = $"{Text(least)} to {Text(most)}";
        return new Option<T>(name)
        {
            Description = $"{what} [{(unit.Length == 0 ? "" : $"{unit}, ")}{range}; default {Text(byDefault)}]",
            HelpName = "N",
            DefaultValueFactory = _ => byDefault,
            CustomParser = argument => Parse(argument, name, unit, range, least, most),
        };
    }

    private static T Parse<T>(ArgumentResult argument, string name, string unit, string range, T least, T most)
        where T : struct, INumber<T>
    {
        var text = argument.Tokens[0].Value;
        if (T.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most)
        {
            return value;
        }

        argument.AddError($"{name} must be {range}{(unit.Length == 0 ? "" : $" {unit}")}, not '{text}'.");
        return default;
    }

    private static string Text<T>(T value)
        where T : INumber<T> => value.ToString("0.###", CultureInfo.InvariantCulture);
}
