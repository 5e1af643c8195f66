using System.Text.Json;
using System.Text.RegularExpressions;
using AfterSales.LoadTests.Audit.Folding;
using AfterSales.Log;

namespace AfterSales.LoadTests.Audit.Log;

/// <summary>What holds for the rows of every stream, whatever it is about.</summary>
internal sealed partial class StreamRules(AuditLedger ledger)
{
    private readonly HashSet<ulong> _keys = [];
    private LogEntry _last;

    /// <summary>False for a row that cannot be folded.</summary>
    public bool Check(in LogEntry row)
    {
        ledger.Looked(AuditNames.Rows);
        if (row.Stream != _last.Stream)
        {
            _last = default;
            _keys.Clear();
        }

        Order(row);
        if (row.Kind == (short)StreamKind.Ticket && !_keys.Add(new CommandId(row.CommandId).Key))
        {
            ledger.Found(AuditKinds.Doubled, $"{NameOf(row)}: the command of row {row.Seq} is in the stream already");
        }

        // What is kept of a row outlives its document.
        _last = row with { Events = default };
        if (IsWhole(row))
        {
            return true;
        }

        ledger.Found(AuditKinds.Half, $"{NameOf(row)}: row {row.Seq} does not hold whole events");
        return false;
    }

    private void Order(in LogEntry row)
    {
        if (row.Seq == _last.Seq)
        {
            ledger.Found(AuditKinds.Doubled, $"{NameOf(row)}: two rows {row.Seq}");
        }
        else if (row.Seq != _last.Seq + 1)
        {
            ledger.Found(AuditKinds.Half, $"{NameOf(row)}: row {row.Seq} follows row {_last.Seq}");
        }

        if (_last.Seq == 0)
        {
            return;
        }

        if (row.At < _last.At)
        {
            ledger.Found(AuditKinds.Reordered, $"{NameOf(row)}: row {row.Seq} is earlier than the row before it");
        }

        if ((row.Tx, row.Position).CompareTo((_last.Tx, _last.Position)) <= 0)
        {
            ledger.Found(AuditKinds.Reordered, $"{NameOf(row)}: followers read row {row.Seq} before row {_last.Seq}");
        }
    }

    private static bool IsWhole(in LogEntry row) =>
        row.Events.ValueKind == JsonValueKind.Array && row.Events.GetArrayLength() is > 0 and var events && (row.Texts is null || row.Texts == events)
        && row.Events.EnumerateArray().All(stored => stored.ValueKind == JsonValueKind.Object && EventName().IsMatch(stored.TextOrNull("t") ?? ""));

    private static string NameOf(in LogEntry row) => $"{(StreamKind)row.Kind} {row.Stream}";

    [GeneratedRegex(@"^[a-z]+(-[a-z]+)*\.v[0-9]+$")]
    private static partial Regex EventName();
}
