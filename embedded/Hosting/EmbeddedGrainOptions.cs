namespace Orleans.Embedded;

/// <summary>Settings of one grain class or interface; null takes the engine's.</summary>
public sealed class EmbeddedGrainOptions
{
    /// <summary>See <see cref="EmbeddedEngineOptions.MaxQueuedRequestsPerActivation"/>.</summary>
    public int? MaxQueuedRequests { get; set; }

    /// <summary>See <see cref="EmbeddedEngineOptions.CollectionAge"/>.</summary>
    public TimeSpan? CollectionAge { get; set; }
}
