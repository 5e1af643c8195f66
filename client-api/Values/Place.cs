namespace AfterSales.Api.Values;

/// <summary>A field's JSON pointer, put together only when the field is refused: a good body pays nothing for it.</summary>
internal readonly record struct Place(string Field, int? Index = null, string Inner = "")
{
    public static implicit operator Place(string field) => new(field);

    public override string ToString() => Index is { } index ? $"{Field}/{index}{Inner}" : Field + Inner;
}
