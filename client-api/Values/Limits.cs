namespace AfterSales.Api.Values;

/// <summary>Limits of values from outside. Texts are counted in UTF-16 code units.</summary>
internal static class Limits
{
    public const int Id = 64;
    public const int Subject = 200;
    public const int LongText = 10_000;
    public const int Name = 100;
    public const int Title = 200;
    public const int Sku = 64;
    public const int Carrier = 60;
    public const int Tag = 40;
    public const int Search = 200;
    public const int Skill = 40;
    public const int Department = 40;
    public const int Departments = 20;
    public const int Languages = 20;
    public const int AgentSkills = 50;
    public const int QueueSkills = 20;
    public const int Targets = 10;
    public const int Capacity = 10_000;
    public const int Waiting = 1_000_000;
    public const int ShortReason = 500;
    public const int Answer = 2_000;
    public const int Answers = 50;
    public const int Evidence = 20;
    public const int EvidenceType = 40;
    public const int EvidenceRef = 500;
    public const int TicketLines = 100;
    public const int OrderLines = 1_000;
    public const int Quantity = 1_000_000;
    public const long Amount = 1_000_000_000_000_000;

    /// <summary>Times outside of these years would overflow when windows are added to them.</summary>
    public const int FirstYear = 1970;
    public const int LastYear = 2999;
}
