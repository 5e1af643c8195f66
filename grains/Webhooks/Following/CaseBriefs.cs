namespace AfterSales.Webhooks;

/// <summary>
/// The cases of late, so that the next row of one needs only itself. A case that is not here is folded from its own rows, which is exact and costs one lookup;
/// most rows follow soon after another one of their case. Used by one slice at a time.
/// </summary>
internal sealed class CaseBriefs(int most)
{
    private Dictionary<Guid, CaseBrief> _young = [];
    private Dictionary<Guid, CaseBrief> _old = [];

    public CaseBrief Find(Guid ticket) => _young.TryGetValue(ticket, out var brief) || _old.TryGetValue(ticket, out brief) ? brief : CaseBrief.None;

    public void Keep(Guid ticket, CaseBrief brief)
    {
        _young[ticket] = brief;
        if (_young.Count >= most)
        {
            // Two generations: whoever was not met for a whole one is forgotten.
            (_old, _young) = (_young, []);
        }
    }

    public void Forget(Guid ticket)
    {
        _young.Remove(ticket);
        _old.Remove(ticket);
    }
}
