using AfterSales.Agents.Domain;
using AfterSales.Log;
using AfterSales.ReadModel;
using AfterSales.Tests.Simulation.Worlds;
using AfterSales.Tickets;

namespace AfterSales.Tests.Simulation.Oracle;

/// <summary>A case as the log tells it.</summary>
internal sealed class LedgerCase(Guid id)
{
    public Guid Id => id;

    public TicketState State { get; set; } = TicketFold.Empty;

    public int Version { get; set; }
}

/// <summary>An agent as the log tells him.</summary>
internal sealed class LedgerAgent(Guid stream)
{
    public Guid Stream => stream;

    public AgentState State { get; set; } = AgentState.Empty;

    public int Version { get; set; }
}

/// <summary>
/// The whole log, folded row by row in its order: what is true, whatever any grain believes. Every row is judged as it comes.
/// </summary>
internal sealed class Ledger(World world)
{
    private readonly SortedDictionary<Guid, LedgerCase> _cases = [];
    private readonly SortedDictionary<Guid, LedgerAgent> _agents = [];
    private readonly Dictionary<(Guid Stream, Guid Command), int> _commands = [];
    private readonly RowRules _rules = new();
    private readonly DeadlineRules _deadlines = new();
    private readonly ClockRules _clocks = new();
    private LogCursor _read;

    public IEnumerable<LedgerCase> Cases => _cases.Values;

    public IEnumerable<LedgerAgent> Agents => _agents.Values;

    public LogCursor End => _read;

    public int Rows => (int)_read.Position;

    public LedgerCase? FindCase(Guid id) => _cases.GetValueOrDefault(id);

    public LedgerAgent? FindAgent(string id) => _agents.GetValueOrDefault(StreamIds.Of(StreamKind.Agent, id));

    public int TimesStored(Guid stream, Guid command) => _commands.GetValueOrDefault((stream, command));

    /// <summary>Whether somebody turned this wait of the case down, or let the offer pass.</summary>
    public bool Declined(Guid ticket, int round, string agent) => _rules.Declined(ticket, round, agent);

    public DeadlineRules Deadlines => _deadlines;

    public ClockRules Clocks => _clocks;

    /// <summary>The first row that broke a rule.</summary>
    public string? Violation { get; private set; }

    /// <summary>As the read model keeps it; null when there is no case.</summary>
    public TicketRow? RowOfCase(Guid id)
    {
        Read();
        return _cases.TryGetValue(id, out var known) ? TicketProjection.ToRow(id, known.State, known.Version) : null;
    }

    public AgentRow RowOfAgent(Guid stream)
    {
        Read();
        var known = _agents[stream];
        return new AgentRow(stream, AgentStatuses.Of(known.State.AgentId, known.State, known.Version, world.Policies.Current.Routing.Policy));
    }

    /// <summary>Folds what is new. True when anything was.</summary>
    public bool Read()
    {
        // Completed at once: the in-memory log has everything at hand.
        var rows = world.Log.Read(_read, int.MaxValue, CancellationToken.None).Result;
        foreach (var (cursor, row) in rows)
        {
            _read = cursor;
            world.Trace.Note(row);
            Violation ??= Judge(row);
        }

        return rows.Count > 0;
    }

    private string? Judge(LogRow row)
    {
        try
        {
            return Fold(row);
        }
        catch (InvalidDataException impossible)
        {
            return $"row {row.Seq} of {world.Trace.NameOf(row.StreamId)} does not follow from the rows before it: {impossible.Message}";
        }
    }

    private string? Fold(LogRow row)
    {
        var times = _commands[(row.StreamId, row.CommandId)] = TimesStored(row.StreamId, row.CommandId) + 1;
        var doubled = times > 1 ? $"command {row.CommandId} is stored {times} times in {row.Kind} {world.Trace.NameOf(row.StreamId)}" : null;
        return row.Kind switch
        {
            StreamKind.Ticket => FoldCase(row) ?? doubled,
            StreamKind.Agent => FoldAgent(row, doubled),
            _ => doubled,
        };
    }

    private string? FoldCase(LogRow row)
    {
        if (!_cases.TryGetValue(row.StreamId, out var known))
        {
            _cases.Add(row.StreamId, known = new LedgerCase(row.StreamId));
        }

        if (row.Seq != known.Version + 1)
        {
            return $"{world.Trace.NameOf(row.StreamId)} has row {row.Seq} after row {known.Version}";
        }

        string? violation = null;
        foreach (var stored in TicketCodec.Instance.Decode(row.Data.Span, row.Personal))
        {
            violation ??= _rules.Of(known, stored, this) ?? _deadlines.Of(known, stored, row.At) ?? _clocks.Of(known, stored, row.At);
            known.State = TicketFold.Apply(known.State, stored, new(row.Seq, row.At, row.Actor, row.CommandId));
        }

        known.Version = row.Seq;
        return violation ?? _deadlines.EndOfRow(known);
    }

    private string? FoldAgent(LogRow row, string? doubled)
    {
        if (!_agents.TryGetValue(row.StreamId, out var known))
        {
            _agents.Add(row.StreamId, known = new LedgerAgent(row.StreamId));
        }

        if (row.Seq != known.Version + 1)
        {
            return $"agent {known.State.AgentId} has row {row.Seq} after row {known.Version}";
        }

        string? violation = null;
        foreach (var stored in AgentCodec.Instance.Decode(row.Data.Span, row.Personal))
        {
            // What an agent is or where he is may be said twice: the second time it is what he wants now.
            doubled = stored is PresenceSet or ProfileSet or AgentRemoved ? null : doubled;
            var before = known.State;
            known.State = AgentFold.Apply(before, stored, new(row.Seq, row.At, row.Actor, row.CommandId));
            violation ??= _rules.Of(before, stored, known.State);
        }

        known.Version = row.Seq;
        world.Trace.Name(row.StreamId, known.State.AgentId);
        return violation ?? doubled;
    }
}
