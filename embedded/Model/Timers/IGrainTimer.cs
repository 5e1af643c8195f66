namespace Orleans.Runtime;

/// <summary>A timer of an activation. Dispose it to stop it; it ends with the activation.</summary>
public interface IGrainTimer : IDisposable
{
    /// <summary>Sets when to tick next and how often then.</summary>
    void Change(TimeSpan dueTime, TimeSpan period);
}
