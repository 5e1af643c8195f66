namespace AfterSales.Policies;

/// <summary>What promises may be.</summary>
internal static class SlaValidator
{
    public static ImmutableArray<FieldError> Check(SlaPolicy policy) => [];
}
