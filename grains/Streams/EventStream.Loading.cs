using System.Text.Json;
using AfterSales.Log;

namespace AfterSales.Streams;

/// <summary>Reading a stream: verify, or fold from a snapshot and what followed it.</summary>
internal sealed partial class EventStream<TState, TEvent, TFold>
{
    private async Task Load()
    {
        while (true)
        {
            var epoch = services.Epoch.Current;
            var (folds, doubts) = (_folds, _doubts);
            if (_loaded && await services.Log.ReadVersion(streamId) == Version)
            {
                if (doubts != _doubts)
                {
                    // The question was asked before the doubt.
                    continue;
                }

                _verifiedEpoch = epoch;
                return;
            }

            var load = await services.Log.Load(streamId, snapshotType is null ? 0 : TFold.FoldVersion, includeFirst: snapshotType is not null);
            var commands = remembersCommands && load.Snapshot is { } found ? await services.Log.ReadCommands(streamId, found.Seq) : [];
            var restored = load.Snapshot is { } stored ? await Restore(stored, load.Rows) : (State: TFold.Empty, At: default);
            if (folds != _folds || doubts != _doubts)
            {
                // An interleaved command was committed meanwhile, or somebody doubts: what was read is older than what is known.
                continue;
            }

            Reset(restored.State, restored.At, load.Snapshot?.Seq ?? 0, commands, load.Rows);
            _verifiedEpoch = epoch;
            return;
        }
    }

    private void Reset(TState state, DateTimeOffset at, int version, IReadOnlyList<(int Seq, Guid CommandId)> commands, IReadOnlyList<LogRow> rows)
    {
        _state = state;
        Version = version;
        _lastAt = at;
        _seen.Clear();
        foreach (var (seq, command) in commands)
        {
            _seen[new CommandId(command).Key] = new SeenCommand(seq, command);
        }

        foreach (var row in rows.Where(row => row.Seq > version))
        {
            if (row.Seq != Version + 1)
            {
                throw new InvalidDataException($"Stream {streamId} has row {row.Seq} after {Version}: versions must be contiguous.");
            }

            var stamp = StampOf(row);
            _state = Folded(_state, codec.Decode(row.Data.Span, row.Personal), stamp);
            Advance(stamp);
        }

        _loaded = true;
    }

    /// <summary>The state of a snapshot with its personal texts, and the time of its row, before which nothing may be written.</summary>
    private async Task<(TState State, DateTimeOffset At)> Restore(StreamSnapshot snapshot, IReadOnlyList<LogRow> rows)
    {
        var last = await ReadRow(snapshot.Seq);
        var state = JsonSerializer.Deserialize(snapshot.Data.Span, snapshotType!) ?? throw new InvalidDataException("A snapshot holds null.");
        if (state is IRestoresPersonal<TState> restore)
        {
            var seq = restore.PersonalSeq;
            var row = rows.FirstOrDefault(row => row.Seq == seq) ?? await ReadRow(seq);
            state = row is null ? state : restore.RestorePersonal(codec.Decode(row.Data.Span, row.Personal)[0].Personal);
        }

        return (state, last?.At ?? default);
    }

    private async Task<LogRow?> ReadRow(int seq) => await services.Log.Read(streamId, seq - 1, seq, 1) is [var row] ? row : null;
}
