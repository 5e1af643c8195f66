using AfterSales.Log;

namespace AfterSales.Followers;

/// <summary>The streams of a slice, each with the newest version the slice holds.</summary>
internal sealed class SliceStreams
{
    private readonly Dictionary<Guid, int> _tickets = [];
    private readonly Dictionary<Guid, int> _orders = [];

    public SliceStreams(IReadOnlyList<LogMark> slice)
    {
        for (var i = 0; i < slice.Count; i++)
        {
            var mark = slice[i];
            var streams = mark.Kind switch { StreamKind.Ticket => _tickets, StreamKind.Order => _orders, _ => null };
            if (streams is not null && (!streams.TryGetValue(mark.StreamId, out var seq) || seq < mark.Seq))
            {
                streams[mark.StreamId] = mark.Seq;
            }
        }
    }

    public IReadOnlyDictionary<Guid, int> Tickets => _tickets;

    public IReadOnlyDictionary<Guid, int> Orders => _orders;
}
