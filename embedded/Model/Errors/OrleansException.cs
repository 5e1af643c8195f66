namespace Orleans.Runtime;

/// <summary>Base of the engine's own exceptions.</summary>
[GenerateSerializer]
public class OrleansException(string message, Exception? innerException = null) : Exception(message, innerException);

/// <summary>Too many requests are queued for an activation; the request was not enqueued and may be retried later.</summary>
[GenerateSerializer]
public sealed class LimitExceededException(string message) : OrleansException(message);

/// <summary>The engine refused the request, for example because it is stopping; the request was not started.</summary>
[GenerateSerializer]
public class OrleansMessageRejectionException(string message) : OrleansException(message);
