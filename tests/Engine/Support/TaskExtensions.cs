namespace AfterSales.Tests.Engine;

internal static class TaskExtensions
{
    /// <summary>Says that nobody waits for this task.</summary>
    public static void Ignore(this Task task) => _ = task;
}
