namespace AfterSales.LoadTests.Scale.Parts;

/// <summary>One process of PostgreSQL at one moment.</summary>
/// <param name="Id">Process id; used again after its end, so <paramref name="StartTicks"/> belongs to it.</param>
/// <param name="Name">Whom it works for.</param>
/// <param name="Ticks">Processor time since its start.</param>
internal readonly record struct BackendLook(int Id, long StartTicks, string Name, long Ticks);

/// <summary>
/// Sums processor time of backends by whom they work for. A backend that was there at the first look counts from there; one that came later counts whole; one that
/// has ended keeps what was last seen of it.
/// </summary>
internal sealed class BackendMeter
{
    private readonly Dictionary<(int Id, long StartTicks), (string Name, long First, long Last)> _seen = [];
    private bool _began;

    public void Add(IEnumerable<BackendLook> looks)
    {
        foreach (var look in looks)
        {
            // A name is given after the connection is made: the last one counts.
            var first = _seen.TryGetValue((look.Id, look.StartTicks), out var before) ? before.First : _began ? 0 : look.Ticks;
            _seen[(look.Id, look.StartTicks)] = (look.Name, first, look.Ticks);
        }

        _began = true;
    }

    public ImmutableSortedDictionary<string, long> Ticks => _seen.Values
        .GroupBy(backend => backend.Name, StringComparer.Ordinal)
        .ToImmutableSortedDictionary(group => group.Key, group => group.Sum(backend => backend.Last - backend.First), StringComparer.Ordinal);

    /// <summary>How many backends of a name were there at all.</summary>
    public int Count(Func<string, bool> which) => _seen.Values.Count(backend => which(backend.Name));
}
