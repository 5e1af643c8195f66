using AfterSales.Log;

namespace AfterSales.Streams;

/// <summary>What a pure decider answers: a refusal, or events (none: nothing changes) and the reply from the state after them.</summary>
internal readonly record struct Decision<TState, TEvent, TReply>
    where TState : class
    where TEvent : StoredEvent
{
    public Failure? Failure { get; private init; }

    public ImmutableArray<TEvent> Events { get; private init; }

    /// <summary>The state after the events, where deciding folded them already.</summary>
    public TState? After { get; private init; }

    public Func<TState, TReply>? Reply { get; private init; }

    public bool WritesNothing => Failure is not null || Events.IsEmpty;

    public static Decision<TState, TEvent, TReply> Refuse(Failure failure) => new() { Failure = failure, Events = [] };

    public static Decision<TState, TEvent, TReply> Accept(ImmutableArray<TEvent> events, Func<TState, TReply> reply, TState? after = null) =>
        new() { Events = events, Reply = reply, After = after };
}

/// <summary>Who makes a row, and on which share of the channel.</summary>
internal sealed record RowOrigin(string Actor, CommandId CommandId, string? TraceId = null, AppendLane Lane = AppendLane.Command)
{
    /// <summary>A row the system makes for itself.</summary>
    public static RowOrigin System() => new(Caller.System.Subject, CommandId.New(), Lane: AppendLane.System);

    public static RowOrigin Of(CallContext context) => new(
        context.Caller.Subject, context.CommandId, context.TraceId, context.Caller.HasAny(Roles.System) ? AppendLane.System : AppendLane.Command);
}

internal static class StreamCommands
{
    /// <summary>A conflict means another activation wrote: read again and decide again, but not for ever.</summary>
    private const int Attempts = 3;

    /// <summary>
    /// Decides on the current state, commits and answers. Every storage fault comes back as a failure of <see cref="StorageFailures"/>; none is thrown.
    /// </summary>
    public static async Task<Outcome<TReply>> Run<TState, TEvent, TFold, TReply>(
        this EventStream<TState, TEvent, TFold> stream,
        Func<TState, DateTimeOffset, Decision<TState, TEvent, TReply>> decide,
        RowOrigin origin)
        where TState : class
        where TEvent : StoredEvent
        where TFold : IFold<TState, TEvent>
    {
        var verified = false;
        for (var attempt = 1; ; attempt++)
        {
            if (await stream.TryEnsureCurrent() is { } unreachable)
            {
                return unreachable;
            }

            var version = stream.Version;
            var at = stream.NextTime();
            var decision = decide(stream.State, at);
            if (!verified && decision.WritesNothing && stream.MayBeBehind)
            {
                // The log's key does not judge what is not written: a row of a silo that was given up may be just what this decision did not know.
                verified = true;
                stream.Doubt();
                continue;
            }

            if (decision.Failure is { } refusal)
            {
                return refusal;
            }

            if (decision.Events.Length > 0)
            {
                var status = await stream.Commit(version, decision.Events, origin, at, decision.After);
                if (status == AppendStatus.Conflict && attempt < Attempts)
                {
                    continue;
                }

                if (StorageFailures.Of(status) is { } failure)
                {
                    return failure;
                }
            }

            return decision.Reply!(stream.State);
        }
    }

    /// <summary>Null when the state in memory is the newest; otherwise why it could not be read.</summary>
    public static async Task<Failure?> TryEnsureCurrent<TState, TEvent, TFold>(this EventStream<TState, TEvent, TFold> stream)
        where TState : class
        where TEvent : StoredEvent
        where TFold : IFold<TState, TEvent>
    {
        try
        {
            await stream.EnsureCurrent();
            return null;
        }
        catch (LogUnavailableException)
        {
            return StorageFailures.Unavailable;
        }
    }
}
