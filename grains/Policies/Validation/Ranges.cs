using System.Text.RegularExpressions;

namespace AfterSales.Policies;

/// <summary>Collects what is out of range in a policy; used by its validators.</summary>
internal sealed partial class Ranges
{
    public const long MaxAmount = 1_000_000_000_000;

    private readonly ImmutableArray<FieldError>.Builder _errors = ImmutableArray.CreateBuilder<FieldError>();

    public ImmutableArray<FieldError> Errors => _errors.ToImmutable();

    public Ranges That(bool holds, string pointer, string message)
    {
        if (!holds)
        {
            _errors.Add(new FieldError(pointer, message));
        }

        return this;
    }

    public Ranges Between(long? value, long from, long to, string pointer) =>
        That(value is null || (value >= from && value <= to), pointer, $"Must be {from} to {to}.");

    public Ranges Text(string? value, int most, string pointer) =>
        That(value is { Length: > 0 } && value.Length <= most, pointer, $"Must be 1 to {most} characters.");

    public Ranges Currency(string? value, string pointer) => That(IsoCode().IsMatch(value ?? ""), pointer, "Must be an ISO 4217 code.");

    public Ranges AtMost(int count, int most, string pointer) => That(count <= most, pointer, $"Must hold at most {most}.");

    public Ranges Texts(ImmutableArray<string> values, int most, int length, string pointer)
    {
        AtMost(values.OrEmpty().Length, most, pointer);
        for (var i = 0; i < values.OrEmpty().Length; i++)
        {
            Text(values[i], length, $"{pointer}/{i}");
        }

        return this;
    }

    [GeneratedRegex(@"\A[A-Z]{3}\z")]
    private static partial Regex IsoCode();
}
