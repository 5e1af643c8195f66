namespace Orleans.Embedded;

/// <summary>Life of an activation; it only ever moves down this list.</summary>
internal enum Stage : byte
{
    /// <summary>In the directory, not called yet.</summary>
    New,

    /// <summary>The constructor, state or OnActivateAsync is running; requests wait.</summary>
    Activating,

    /// <summary>Serves requests.</summary>
    Active,

    /// <summary>Running requests finish, others wait for the next activation.</summary>
    Draining,

    /// <summary>OnDeactivateAsync is running; requests wait for the next activation.</summary>
    Deactivating,

    /// <summary>Over. Whoever still holds it asks the directory for the next one.</summary>
    Dead,
}

/// <summary>What became of a request that was handed to an activation.</summary>
internal enum Acceptance : byte
{
    Accepted,
    Full,
    Gone,
}
