namespace AfterSales.Storage;

/// <summary>The database is of a kind that must not be used as it is. The message is one line for the operator; retrying does not help.</summary>
public sealed class StorageRefusedException(string message) : Exception(message);
