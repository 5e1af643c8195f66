namespace AfterSales.ReadModel;

/// <summary>A search with what the database needs for it.</summary>
/// <param name="Text">What was typed.</param>
/// <param name="Tokens">Hashes of its words.</param>
/// <param name="IsFrequent">
/// So many cases hold these words that the newest of them are found by walking from the newest case on; otherwise they are collected first. A
/// wrong choice costs time only.
/// </param>
internal sealed record SearchPlan(SearchText Text, int[] Tokens, bool IsFrequent)
{
    public const string FrequentSql =
        "select count(*) > 2000 from (select 1 from ticket_view where subject_tokens @> $1 limit 2001) as counted";
}
