namespace AfterSales.Policies;

/// <summary>What deadlines that decide may be.</summary>
internal static class DeadlineValidator
{
    public static ImmutableArray<FieldError> Check(DeadlinePolicy policy) => [];
}
