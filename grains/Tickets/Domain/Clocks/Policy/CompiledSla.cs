using System.Collections.Frozen;
using System.Runtime.CompilerServices;
using AfterSales.Policies;

namespace AfterSales.Tickets;

/// <summary>
/// A policy <c>sla</c> as bit sets by event type and step, made once per published version: a command that concerns no clock is told so without looking at
/// names and without allocating.
/// </summary>
internal sealed class CompiledSla
{
    /// <summary>As many as a set has bits; a policy may have 50.</summary>
    public const int MaxDefinitions = 64;

    private static readonly ConditionalWeakTable<SlaPolicy, CompiledSla> Known = [];

    private readonly FrozenDictionary<string, int> _byName;
    private readonly FrozenDictionary<Type, ClockTriggers> _byEvent;
    private readonly ClockTriggers[] _byStep;
    private readonly ulong[] _byKind;
    private readonly ulong[] _startsIn;
    private readonly ulong _withGoods;
    private readonly ulong _withoutGoods;

    private CompiledSla(SlaPolicy policy)
    {
        ImmutableArray<SlaDefinition> definitions = [.. policy.Definitions.OrEmpty().Take(MaxDefinitions)];
        Definitions = [.. definitions.Select(definition => new CompiledDefinition(definition))];
        _byName = Enumerable.Range(0, definitions.Length).ToFrozenDictionary(i => definitions[i].Name, StringComparer.Ordinal);
        _byEvent = TicketEventNames.All.Keys
            .Where(ClockEvents.MayBeNamed)
            .Select(type => (type, triggers: Triggers(definitions, condition => condition.Events.OrEmpty().Contains(TicketEventNames.Of(type)))))
            .Where(entry => entry.triggers.Any != 0)
            .ToFrozenDictionary(entry => entry.type, entry => entry.triggers);
        _byStep = [.. Enum.GetValues<TicketStep>().Order().Select(step => Triggers(definitions, condition => condition.Steps.OrEmpty().Contains(step)))];
        _byKind =
        [
            .. Enum.GetValues<TicketKind>().Order()
                .Select(kind => Bits(definitions, definition => definition.Kinds.IsDefaultOrEmpty || definition.Kinds.Contains(kind))),
        ];
        _startsIn = [.. Enum.GetValues<TicketStep>().Order().Select(step => Bits(definitions, definition => !definition.NotIn.OrEmpty().Contains(step)))];
        _withGoods = Bits(definitions, definition => definition.GoodsHere is not false);
        _withoutGoods = Bits(definitions, definition => definition.GoodsHere is not true);
        FollowsRouting = _byEvent.Keys.Any(typeof(IRoutingEvent).IsAssignableFrom);
    }

    public ImmutableArray<CompiledDefinition> Definitions { get; }

    /// <summary>Some condition names an event of queues and agents: their rows concern clocks too.</summary>
    public bool FollowsRouting { get; }

    public static CompiledSla Of(SlaPolicy policy) => Known.GetValue(policy, static unknown => new CompiledSla(unknown));

    /// <summary>-1: the definition is gone.</summary>
    public int IndexOf(string name) => _byName.TryGetValue(name, out var index) ? index : -1;

    /// <summary>Definitions that hold for cases of this kind.</summary>
    public ulong Of(TicketKind kind) => _byKind[(int)kind];

    /// <summary>Definitions that may start in such a case.</summary>
    public ulong MayStart(TicketState state) => Of(state.Kind) & _startsIn[(int)state.Step] & (state.HoldsGoods ? _withGoods : _withoutGoods);

    /// <summary>Definitions that rest in this step.</summary>
    public ulong RestIn(TicketStep step) => _byStep[(int)step].Pause;

    /// <summary>What the event means; <see cref="ClockTriggers.Pause"/> is of the event alone.</summary>
    public ClockTriggers On(TicketEvent stored) => On(stored.GetType(), stored.To);

    public ClockTriggers On(Type type, TicketStep? entered)
    {
        _byEvent.TryGetValue(type, out var triggers);
        return entered is { } step ? triggers | (_byStep[(int)step] with { Pause = 0 }) : triggers;
    }

    private static ClockTriggers Triggers(ImmutableArray<SlaDefinition> definitions, Func<ClockCondition, bool> holds) => new(
        Bits(definitions, definition => holds(definition.Start)),
        Bits(definitions, definition => definition.Pause is { } pause && holds(pause)),
        Bits(definitions, definition => definition.Resume is { } resume && holds(resume)),
        Bits(definitions, definition => holds(definition.Stop)),
        Bits(definitions, definition => definition.Cancel is { } cancel && holds(cancel)));

    private static ulong Bits(ImmutableArray<SlaDefinition> definitions, Func<SlaDefinition, bool> holds)
    {
        var bits = 0UL;
        for (var i = 0; i < definitions.Length; i++)
        {
            bits |= holds(definitions[i]) ? 1UL << i : 0;
        }

        return bits;
    }
}
