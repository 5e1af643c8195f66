namespace AfterSales.Queues.Domain;

/// <summary>
/// A sorted list in chunks: adding, removing and counting what comes before a bound touch one chunk and the list of chunks, so they stay cheap at
/// 100,000 items and cost one reference an item. Items must not change their order while they are in it.
/// </summary>
internal sealed partial class SortedChunks<T, TOrder>
    where T : class
    where TOrder : struct, IComparer<T>
{
    private const int ChunkSize = 128;
    private const int FirstSize = 4;

    private readonly List<Chunk> _chunks = [];

    public int Count { get; private set; }

    public T First => _chunks[0].Items[0];

    /// <summary>Cheap near the front only.</summary>
    public T this[int index]
    {
        get
        {
            var chunk = 0;
            while (index >= _chunks[chunk].Count)
            {
                index -= _chunks[chunk++].Count;
            }

            return _chunks[chunk].Items[index];
        }
    }

    public void Add(T item)
    {
        Count++;
        if (_chunks.Count == 0)
        {
            _chunks.Add(new Chunk());
        }

        var at = Math.Min(ChunkOf(item), _chunks.Count - 1);
        var chunk = _chunks[at];
        var index = chunk.IndexOf(item);
        if (chunk.Count == ChunkSize)
        {
            // Growing at the end, the usual case, leaves full chunks behind; anywhere else a chunk is halved.
            var keep = at == _chunks.Count - 1 && index == ChunkSize ? ChunkSize : ChunkSize / 2;
            _chunks.Insert(at + 1, chunk.SplitAt(keep));
            if (index > keep || keep == ChunkSize)
            {
                (chunk, index) = (_chunks[at + 1], index - keep);
            }
        }

        chunk.Insert(index, item);
    }

    public bool Remove(T item)
    {
        var at = ChunkOf(item);
        if (at == _chunks.Count)
        {
            return false;
        }

        var chunk = _chunks[at];
        var index = chunk.IndexOf(item);
        if (index == chunk.Count || !ReferenceEquals(chunk.Items[index], item))
        {
            return false;
        }

        Count--;
        chunk.RemoveAt(index);
        if (chunk.Count == 0)
        {
            _chunks.RemoveAt(at);
        }
        else if (at + 1 < _chunks.Count && chunk.Count + _chunks[at + 1].Count <= ChunkSize / 2)
        {
            chunk.Append(_chunks[at + 1]);
            _chunks.RemoveAt(at + 1);
        }

        return true;
    }

    /// <summary>How many items at the front pass; the test must hold for a front part and for nothing after it.</summary>
    public int CountWhile<TTest>(TTest test)
        where TTest : struct, IFrontTest<T>
    {
        var passed = 0;
        foreach (var chunk in _chunks)
        {
            if (!test.Holds(chunk.Items[chunk.Count - 1]))
            {
                return passed + chunk.CountWhile(test);
            }

            passed += chunk.Count;
        }

        return passed;
    }

    public IEnumerable<T> InOrder()
    {
        foreach (var chunk in _chunks)
        {
            for (var i = 0; i < chunk.Count; i++)
            {
                yield return chunk.Items[i];
            }
        }
    }

    /// <summary>The first chunk whose last item does not come before this one.</summary>
    private int ChunkOf(T item)
    {
        var (low, high) = (0, _chunks.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            var chunk = _chunks[middle];
            (low, high) = chunk.Count > 0 && default(TOrder).Compare(chunk.Items[chunk.Count - 1], item) < 0 ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
