namespace AfterSales.Tests.Engine.Grains;

/// <summary>A grain whose every step a test can hold and see.</summary>
public interface IProbe : IGrainWithStringKey
{
    Task<Guid> Activation();

    /// <summary>Waits at the gate of this name, exclusively.</summary>
    Task Hold(string gate);

    Task Note(string text);

    /// <summary>Waits at the gate, beside anything else.</summary>
    [AlwaysInterleave]
    Task HoldInterleaved(string gate);

    /// <summary>What was noted so far, without waiting for anybody.</summary>
    [AlwaysInterleave]
    Task<string[]> Notes();

    [ReadOnly]
    Task HoldReading(string gate);

    [ReadOnly]
    Task<int> Read();

    [OneWay]
    Task Tell(string gate);

    Task Fail(string message);

    Task FailLater(string message);

    ValueTask<int> AddSmall(int a, int b);

    ValueTask Nothing();

    Task WaitForCancellation(string gate, CancellationToken cancellationToken);

    Task Leave();

    /// <summary>Leaves, and waits at the gate while it is being deactivated.</summary>
    Task LeaveThrough(string gate);

    Task<string?> Context(string key);

    /// <summary>What another probe sees of the context of this call.</summary>
    Task<string?> ContextOf(string other, string key);

    Task<string?> ContextAfterChangeBy(string other, string key);

    Task SetContext(string key, string value);
}

/// <summary>An error of our own that crosses the boundary.</summary>
[GenerateSerializer, Alias("probe-failure")]
public sealed class ProbeFailureException(string message) : Exception(message);
