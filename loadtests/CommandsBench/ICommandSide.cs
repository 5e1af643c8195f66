using AfterSales.LoadTests.Measuring;

namespace AfterSales.LoadTests.CommandsBench;

/// <summary>One way of making commands durable, in process.</summary>
internal interface ICommandSide
{
    string Name { get; }

    /// <summary>Imports the orders the cases need; not timed.</summary>
    Task Import(BenchCases cases, int orders, DateTimeOffset now);

    /// <summary>Drives so many cases to their end; one latency per command.</summary>
    Task<Round> Run(BenchCases cases, int count);

    /// <summary>Waits until lists show so many completed cases altogether; part of the timed work.</summary>
    Task CatchUp(int completed);
}
