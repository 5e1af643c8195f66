using System.ComponentModel.DataAnnotations;

namespace AfterSales.Hosting.Engine;

/// <summary>Limits of the actor engine (architecture.md section 6). Section <c>Engine</c>; validated at start, all errors at once.</summary>
public sealed class EngineLimits
{
    /// <summary>How long a client waits for a grain's answer; then the outcome is unknown to it. Default 5 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.5", "00:01:00")]
    public TimeSpan ClientResponseTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a grain waits for another grain's answer. Default 10 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.5", "00:02:00")]
    public TimeSpan SiloResponseTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Requests that may wait for one activation; one more is refused. Default 1,000.</summary>
    [Range(10, 1_000_000)]
    public int MaxQueuedRequestsPerActivation { get; set; } = 1_000;

    /// <summary>
    /// The same for the shard of a queue, to which every case of that queue speaks. Default 10,000. Orleans knows one limit for all grains: it takes the
    /// larger one.
    /// </summary>
    [Range(10, 1_000_000)]
    public int MaxQueuedRequestsPerShard { get; set; } = 10_000;

    /// <summary>Idle activations leave memory after so long. Default 5 min.</summary>
    [Range(typeof(TimeSpan), "00:01:10", "1.00:00:00")]
    public TimeSpan CollectionAge { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How long an activation may take to end. Default 10 s; shorter than the host's shutdown timeout.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:01:00")]
    public TimeSpan DeactivationTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long the host may take to stop. Default 30 s.</summary>
    [Range(typeof(TimeSpan), "00:00:02", "00:05:00")]
    public TimeSpan ShutdownTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>A silo that misses a probe for so long counts it as missed. Default 1.5 s.</summary>
    public TimeSpan ProbeTimeout { get; set; } = TimeSpan.FromSeconds(1.5);

    public TimeSpan MaxProbeTimeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Missed probes until a silo is suspected. Default 3.</summary>
    [Range(1, 100)]
    public int MissedProbes { get; set; } = 3;

    /// <summary>Period of a silo's sign of life in the membership table. Default 5 s.</summary>
    public TimeSpan IAmAlivePeriod { get; set; } = TimeSpan.FromSeconds(5);

    [Range(1, 100)]
    public int MissedIAmAlive { get; set; } = 3;

    /// <summary>
    /// How often each process reads who the members are: silos that are told so by others as a rule, and fronts that are told by nobody. One that was frozen and
    /// given up learns of it no later than this after it wakes. Default 2 s: one small query each.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.5", "00:05:00")]
    public TimeSpan MembershipRefreshPeriod { get; set; } = TimeSpan.FromSeconds(2);
}
