namespace AfterSales.Deadlines;

/// <summary>Every extension asked for, the oldest first. Kept in grain storage as JSON.</summary>
[GenerateSerializer, Alias("aftersales.ExtensionsState")]
internal sealed class ExtensionsState
{
    [Id(0)] public ImmutableArray<ExtensionStatus> Extensions { get; set; } = [];

    /// <summary>The one whose turn it is: they take turns in the order in which they were asked for.</summary>
    public ExtensionStatus? Running() => Extensions.OrEmpty().FirstOrDefault(known => known.State == ExtensionState.Running);

    public ExtensionStatus? Find(Guid extensionId) => Extensions.OrEmpty().FirstOrDefault(known => known.Extension.Id == extensionId);

    /// <summary>It is still this that is wanted: extending, or undoing.</summary>
    public bool IsAtWork(ExtensionStatus status) => Find(status.Extension.Id) is { State: ExtensionState.Running } known && known.Undone == status.Undone;
}
