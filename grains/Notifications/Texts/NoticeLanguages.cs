namespace AfterSales.Notifications;

/// <summary>The languages that every text has.</summary>
public static class NoticeLanguages
{
    public const string Chinese = "zh-CN";
    public const string English = "en";

    public static ImmutableArray<string> All { get; } = [Chinese, English];

    public static bool Has(string? language) => language is Chinese or English;
}
