namespace AfterSales.LoadTests.Sampling.Processes;

/// <summary>One process (PostgreSQL: the postmaster with all its children) at one moment.</summary>
/// <param name="StartTicks">With <paramref name="Id"/> it names the process: ids are used again.</param>
/// <param name="Ticks">Processor time since its start.</param>
/// <param name="Megabytes">Resident memory; memory shared by the children of the postmaster counts once.</param>
internal sealed record PartUsage(string Part, int Id, long StartTicks, long Ticks, double Megabytes);
