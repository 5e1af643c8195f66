namespace AfterSales.Tests.Simulation.Machine;

/// <summary>Whose work it is: a process's until it dies, or the world's, which never does. Nothing of a life that is over runs any more.</summary>
internal sealed class Life
{
    private readonly List<Action> _atEnd = [];

    public bool IsOver { get; private set; }

    public void End()
    {
        IsOver = true;
        _atEnd.ForEach(act => act());
        _atEnd.Clear();
    }

    /// <summary>Called when it ends; at once when it has ended.</summary>
    public void AtEnd(Action act)
    {
        if (IsOver)
        {
            act();
            return;
        }

        _atEnd.Add(act);
    }
}
