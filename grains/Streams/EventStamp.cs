namespace AfterSales.Streams;

/// <summary>Where and when an event was stored; the same for all events of one command.</summary>
public readonly record struct EventStamp(int Seq, DateTimeOffset At, string Actor, Guid CommandId);

/// <summary>Folds one stored event into a state. Pure: never reads policy, clock or storage.</summary>
public interface IFold<TState, TEvent>
    where TEvent : StoredEvent
{
    /// <summary>Raised when the meaning of the state changes; snapshots of another version are ignored.</summary>
    static abstract int FoldVersion { get; }

    static abstract TState Empty { get; }

    static abstract TState Apply(TState state, TEvent stored, in EventStamp stamp);
}
