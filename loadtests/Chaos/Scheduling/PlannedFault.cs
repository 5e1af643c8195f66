namespace AfterSales.LoadTests.Chaos.Scheduling;

/// <summary>A fault of a run, as the seed has it.</summary>
/// <param name="Name">Of <see cref="Faults.FaultCatalog"/>.</param>
/// <param name="At">Seconds after the first arrival.</param>
/// <param name="Lasts">Seconds, where the fault has a length.</param>
/// <param name="Pick">0 to 1: chooses whom it hits.</param>
internal sealed record PlannedFault(string Name, double At, double Lasts, double Pick);
