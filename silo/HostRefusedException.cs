namespace AfterSales.Hosting;

/// <summary>This process cannot do what it was started for. The message is one line for the operator.</summary>
internal sealed class HostRefusedException(string message) : Exception(message);
