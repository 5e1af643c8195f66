using AfterSales.Log;

namespace AfterSales.Followers;

/// <summary>The streams of a slice, each with the newest and the oldest version the slice holds.</summary>
internal sealed class SliceStreams
{
    private static readonly IReadOnlyDictionary<Guid, int> None = new Dictionary<Guid, int>();

    private readonly Dictionary<StreamKind, Dictionary<Guid, int>> _newest = new()
    {
        [StreamKind.Ticket] = [],
        [StreamKind.Order] = [],
        [StreamKind.Agent] = [],
    };

    private readonly Dictionary<Guid, int> _oldest = [];

    public SliceStreams(IReadOnlyList<LogMark> slice)
    {
        for (var i = 0; i < slice.Count; i++)
        {
            var mark = slice[i];
            if (!_newest.TryGetValue(mark.Kind, out var streams))
            {
                continue;
            }

            if (!streams.TryGetValue(mark.StreamId, out var newest) || newest < mark.Seq)
            {
                streams[mark.StreamId] = mark.Seq;
            }

            if (!_oldest.TryGetValue(mark.StreamId, out var oldest) || oldest > mark.Seq)
            {
                _oldest[mark.StreamId] = mark.Seq;
            }
        }
    }

    public IReadOnlyDictionary<Guid, int> Tickets => Of(StreamKind.Ticket);

    public IReadOnlyDictionary<Guid, int> Agents => Of(StreamKind.Agent);

    /// <summary>Streams of a kind that the read model keeps; of another kind none.</summary>
    public IReadOnlyDictionary<Guid, int> Of(StreamKind kind) => _newest.TryGetValue(kind, out var streams) ? streams : None;

    /// <summary>The first version of a stream in this slice: what a ticket left before has been told with an earlier one.</summary>
    public int OldestOf(Guid streamId) => _oldest.GetValueOrDefault(streamId);
}
