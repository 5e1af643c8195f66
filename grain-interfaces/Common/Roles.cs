namespace AfterSales;

/// <summary>Roles of a caller (domain.md section 2); one token may carry several. A lead may do what an agent may.</summary>
[Flags]
public enum Roles
{
    None = 0,
    Customer = 1,
    Agent = 2,
    Lead = 4,
    Warehouse = 8,
    Finance = 16,
    Workshop = 32,
    Logistics = 64,
    Quality = 128,
    Arbitrator = 256,
    Integration = 512,
    Admin = 1024,
    System = 2048,

    /// <summary>Everybody who works for the shop: sees internal fields and every case.</summary>
    Staff = Agent | Lead | Warehouse | Finance | Workshop | Logistics | Quality | Arbitrator | Integration | Admin | System,
}
