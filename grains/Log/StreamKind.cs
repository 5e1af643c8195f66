namespace AfterSales.Log;

/// <summary>What a stream is about; stored as smallint, never renumbered.</summary>
public enum StreamKind : short { Ticket = 1, Order = 2, Customer = 3, Agent = 4 }
