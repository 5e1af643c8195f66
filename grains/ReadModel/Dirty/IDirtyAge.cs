namespace AfterSales.ReadModel;

/// <summary>Age of the oldest row that waits to be written by this process.</summary>
internal interface IDirtyAge
{
    TimeSpan Oldest { get; }
}
