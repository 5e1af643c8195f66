namespace AfterSales.Agents;

/// <summary>Whether an agent can be given work. Stored by name.</summary>
public enum Presence
{
    /// <summary>Not signed in. New agents are.</summary>
    Offline,

    /// <summary>Gets work.</summary>
    Online,

    /// <summary>At work and keeps it; gets no more by itself, but may pull and claim.</summary>
    Busy,

    /// <summary>Gets no work; offers are taken back at once.</summary>
    Away,
}
