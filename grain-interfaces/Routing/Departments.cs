namespace AfterSales.Routing;

/// <summary>
/// Who works on a step (domain.md section 6). A word, not an enum: a shop may add desks of its own by giving queue and agents the same word.
/// </summary>
public static class Departments
{
    public const string Service = "service";
    public const string Warehouse = "warehouse";
    public const string Finance = "finance";
    public const string Workshop = "workshop";
    public const string Logistics = "logistics";
    public const string Quality = "quality";
    public const string Arbitration = "arbitration";
}
