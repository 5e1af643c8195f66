namespace AfterSales.Deadlines;

/// <summary>Every extension asked for, the oldest first. Kept in grain storage as JSON.</summary>
[GenerateSerializer, Alias("aftersales.ExtensionsState")]
internal sealed class ExtensionsState
{
    [Id(0)] public ImmutableArray<ExtensionStatus> Extensions { get; set; } = [];

    /// <summary>The one to be worked on: they take turns in the order in which they were asked for.</summary>
    public ExtensionStatus? Running() => Extensions.OrEmpty().FirstOrDefault(known => known.State == ExtensionState.Running);
}
