using System.ComponentModel.DataAnnotations;

namespace AfterSales.Webhooks;

/// <summary>Limits of outgoing webhooks; section <c>Webhooks</c>.</summary>
public sealed class WebhookOptions
{
    /// <summary>Endpoints there may be. Default 100.</summary>
    [Range(1, 100)]
    public int MaxEndpoints { get; set; } = 100;

    /// <summary>http beside https. For development only. Default off.</summary>
    public bool AllowInsecure { get; set; }

    /// <summary>Addresses of the own network beside public ones. Default off.</summary>
    public bool AllowPrivateAddresses { get; set; }

    /// <summary>Deliveries to one endpoint under way at once. Default 8.</summary>
    [Range(1, 64)]
    public int Concurrency { get; set; } = 8;

    /// <summary>One attempt, from connecting to the end of the answer. Default 10 s.</summary>
    [Range(1, 60)]
    public int TimeoutSeconds { get; set; } = 10;

    /// <summary>How often due deliveries are looked for. Default 200 ms.</summary>
    [Range(5, 60_000)]
    public int PollMilliseconds { get; set; } = 200;

    /// <summary>How long another process waits before it sends in the place of one that went silent. Default 5,000 ms.</summary>
    [Range(100, 60_000)]
    public int LeaseMilliseconds { get; set; } = 5_000;

    /// <summary>
    /// Seconds to wait after the first, second, ... failed attempt; after one more failure the delivery is dead. 1 to 30 values of 1 s to 7 days.
    /// Default 5 s, 5 min, 30 min, 2 h, 5 h, 10 h, 14 h, 20 h, 24 h.
    /// </summary>
    public IList<int> RetryDelaysSeconds { get; } = [];

    /// <summary>Share by which a delay may be shorter or longer. Default 0.2.</summary>
    [Range(0, 0.5)]
    public double RetryJitter { get; set; } = 0.2;

    /// <summary>What a receiver's <c>Retry-After</c> may ask for at most. Default 3,600 s.</summary>
    [Range(0, 86_400)]
    public int MaxRetryAfterSeconds { get; set; } = 3_600;

    /// <summary>Failures in a row that open an endpoint's circuit. Default 10.</summary>
    [Range(1, 1_000)]
    public int CircuitFailures { get; set; } = 10;

    /// <summary>How long a circuit opens at first; doubles with every failed probe. Default 30 s.</summary>
    [Range(1, 3_600)]
    public int CircuitSeconds { get; set; } = 30;

    /// <summary>Longest time a circuit is open. Default 600 s.</summary>
    [Range(1, 86_400)]
    public int MaxCircuitSeconds { get; set; } = 600;

    /// <summary>How long the old secret signs too after a rotation. Default 24 h.</summary>
    [Range(0, 720)]
    public int OldSecretHours { get; set; } = 24;

    /// <summary>How long delivered ones are listed and can be replayed. Default 30 days.</summary>
    [Range(1, 3_650)]
    public int DeliveredDays { get; set; } = 30;

    /// <summary>The same of dead ones. Default 90 days.</summary>
    [Range(1, 3_650)]
    public int DeadDays { get; set; } = 90;

    /// <summary>How long what waits for a disabled endpoint is kept before it is dead. Default 30 days.</summary>
    [Range(1, 3_650)]
    public int WaitingDays { get; set; } = 30;

    /// <summary>Days without any success after which an endpoint is disabled. Default 5.</summary>
    [Range(1, 365)]
    public int FailingDays { get; set; } = 5;

    /// <summary>Deliveries that one replay brings back, and the rest of the last case. Default 10,000.</summary>
    [Range(1, 100_000)]
    public int MaxReplay { get; set; } = 10_000;

    private static readonly ImmutableArray<int> DefaultDelays = [5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400];

    /// <summary>How long a delivery under way belongs to whoever took it: its attempt, and time to record it.</summary>
    internal TimeSpan ClaimTime => TimeSpan.FromSeconds(TimeoutSeconds + 5);

    internal bool HasGoodDelays => RetryDelaysSeconds.Count <= 30 && RetryDelaysSeconds.All(seconds => seconds is >= 1 and <= 604_800);

    internal RetrySchedule Schedule => new(
        [.. (RetryDelaysSeconds.Count > 0 ? RetryDelaysSeconds : [.. DefaultDelays]).Select(seconds => TimeSpan.FromSeconds(seconds))],
        RetryJitter,
        TimeSpan.FromSeconds(MaxRetryAfterSeconds));

    internal CircuitLimits CircuitLimits => new(CircuitFailures, TimeSpan.FromSeconds(CircuitSeconds), TimeSpan.FromSeconds(MaxCircuitSeconds));
}
