namespace AfterSales.Sla;

/// <summary>To whom a promise is made: the customer, or another department. Stored by name.</summary>
public enum SlaType { SLA, OLA }

/// <summary>What a clock does. Breached is beside it: a breached clock runs on until it is stopped. Stored by name.</summary>
public enum ClockStatus { Running, Paused, Fulfilled, Cancelled }
