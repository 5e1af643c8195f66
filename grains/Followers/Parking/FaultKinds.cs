using AfterSales.Log;
using AfterSales.ReadModel;
using Npgsql;

namespace AfterSales.Followers;

/// <summary>Which faults are of the surroundings, and what a fault is called.</summary>
internal static class FaultKinds
{
    public static bool IsTransient(Exception error) =>
        error is LogUnavailableException or OperationCanceledException or OrleansException || ReadModelErrors.IsUnavailable(error);

    public static bool IsTransient(string failureCode) =>
        failureCode is FailureCodes.Overloaded or FailureCodes.StorageUnavailable or FailureCodes.OutcomeUnknown or FailureCodes.RateLimited;

    public static string CodeOf(Exception error) => error is PostgresException { SqlState: var state } ? $"sql-{state}" : error.GetType().Name;
}
