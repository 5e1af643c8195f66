using AfterSales.Tests.Domain.Tickets;
using AfterSales.Tickets;

namespace AfterSales.Tests.Domain.Policies;

/// <summary>A case that people act on at random, with a wheel that wakes it a little late, or on a bad day not at all until somebody comes.</summary>
#pragma warning disable CA5394 // Repeatable by seed is the point; nothing here is a secret.
internal sealed class RandomHistory(int seed)
{
    private const int Commands = 25;

    private readonly Random _random = new(seed);
    private readonly RandomCommands _commands = new(seed);

    public Case Tell()
    {
        var told = _commands.Open();
        for (var i = 0; i < Commands; i++)
        {
            Live(told, _random.Next(4) switch { 0 => TimeSpan.FromDays(_random.Next(1, 12)), 1 => TimeSpan.FromHours(_random.Next(1, 40)), _ => TimeSpan.FromMinutes(_random.Next(1, 90)) });
            var (command, caller) = _commands.Next(told.State);
            told.Try(command, caller);
            if (told.State.Deadline is not null && _random.Next(6) == 0)
            {
                Extend(told, i + 1);
            }
        }

        return told;
    }

    /// <summary>Nobody acts for a while; the wheel turns.</summary>
    public static Case Wait(Case told, TimeSpan time)
    {
        var until = told.Now + time;
        while (DueDecider.Next(told.State) is { } due && due < until)
        {
            told.Until(due).Fire();
        }

        return told.Until(until);
    }

    private void Live(Case told, TimeSpan time)
    {
        var until = told.Now + time;
        var down = _random.Next(12) == 0;
        while (!down && DueDecider.Next(told.State) is { } due && due.AddSeconds(3) < until)
        {
            told.Until(due.AddMilliseconds(_random.Next(0, 2_500)) is var late && late > told.Now ? late : told.Now);
            told.Fire();
        }

        told.Until(until);
    }

    private void Extend(Case told, int number)
    {
        var extension = Extensions.Of(told, TimeSpan.FromHours(_random.Next(1, 100)), number);
        told.Route((state, context) => ExtensionDecider.Extend(state, extension, context));
        if (_random.Next(2) == 0)
        {
            told.Pass(TimeSpan.FromMinutes(_random.Next(1, 30)));
            told.Route((state, context) => ExtensionDecider.Undo(state, extension.Id, context));
        }
    }
}
