namespace AfterSales.Queues.Domain;

/// <summary>
/// Urgency of cases of one kind: least slack, which within a kind is the earliest due time, then priority, then age. The id makes it total.
/// </summary>
internal readonly struct ByUrgency : IComparer<WaitingCase>
{
    public int Compare(WaitingCase? x, WaitingCase? y) => Compare(x!.Due, x, y!.Due, y);

    /// <param name="dueX">Due time of the first, less its expected handling time when kinds differ.</param>
    /// <param name="x">The first.</param>
    /// <param name="dueY">The same of the second.</param>
    /// <param name="y">The second.</param>
    public static int Compare(long dueX, WaitingCase x, long dueY, WaitingCase y)
    {
        var order = dueX.CompareTo(dueY);
        order = order != 0 ? order : ((int)x.Priority).CompareTo((int)y.Priority);
        order = order != 0 ? order : x.Since.CompareTo(y.Since);
        return order != 0 ? order : x.Id.CompareTo(y.Id);
    }
}

internal readonly struct ByAge : IComparer<WaitingCase>
{
    public int Compare(WaitingCase? x, WaitingCase? y)
    {
        var order = x!.Since.CompareTo(y!.Since);
        return order != 0 ? order : x.Id.CompareTo(y.Id);
    }
}

internal readonly struct ByChange : IComparer<WaitingCase>
{
    public int Compare(WaitingCase? x, WaitingCase? y)
    {
        var order = x!.ChangeAt.CompareTo(y!.ChangeAt);
        return order != 0 ? order : x.Id.CompareTo(y.Id);
    }
}

/// <summary>Cases of a group that are more urgent than one whose due time, in the terms of this group's kind, is <paramref name="due"/>.</summary>
internal readonly struct MoreUrgent(long due, WaitingCase than) : IFrontTest<WaitingCase>
{
    public bool Holds(WaitingCase item) => ByUrgency.Compare(item.Due, item, due, than) < 0;
}

internal readonly struct DueBefore(long time) : IFrontTest<WaitingCase>
{
    public bool Holds(WaitingCase item) => item.Due < time;
}
