using AfterSales.Tests.Simulation.Worlds;
using AfterSales.Tickets;

namespace AfterSales.Tests.Simulation.Workload;

/// <summary>What everybody in the workload shares: the world, the cases opened so far, what was acknowledged, and until when they go on.</summary>
internal sealed class Office(World world, DateTimeOffset closes)
{
    private readonly List<Guid> _cases = [];
    private readonly List<(Guid Stream, Guid Command)> _acknowledged = [];

    public World World => world;

    public bool IsOpen => world.Time.Now < closes;

    public IReadOnlyList<Guid> Cases => _cases;

    /// <summary>Commands on cases whose success was told to their caller.</summary>
    public IReadOnlyList<(Guid Stream, Guid Command)> Acknowledged => _acknowledged;

    public void Opened(Guid ticket) => _cases.Add(ticket);

    public Guid? AnyCase(Random random) => _cases.Count == 0 ? null : _cases[random.Next(_cases.Count)];

    /// <summary>A command on a case, until its outcome is known or its caller gives up. Null when it was refused or is unknown.</summary>
    public async Task<TicketView?> Execute(Client client, Guid ticket, TicketCommand command, Caller caller)
    {
        var context = new CallContext(caller, CommandId.New());
        var answer = await client.Call(grains => grains.GetGrain<ITicketGrain>(ticket).Execute(command, context));
        return Settle(ticket, command.GetType().Name, context, answer);
    }

    public async Task<TicketView?> Open(Client client, Guid ticket, OpenTicket command, Caller caller)
    {
        var context = new CallContext(caller, CommandId.New());
        var answer = await client.Call(grains => grains.GetGrain<ITicketGrain>(ticket).Open(command, context));
        return Settle(ticket, $"Open {command.Kind}", context, answer);
    }

    public async Task<TicketView?> See(Client client, Guid ticket, Caller caller)
    {
        var answer = await client.Call(grains => grains.GetGrain<ITicketGrain>(ticket).Get(new CallContext(caller, default)));
        return answer is { Succeeded: true } seen ? seen.Value : null;
    }

    public async Task Pause(Random random, int fromMilliseconds, int toMilliseconds) =>
        await world.Pause(TimeSpan.FromMilliseconds(fromMilliseconds + (random.NextDouble() * (toMilliseconds - fromMilliseconds))));

    public void Note(Caller caller, string what, string? outcome) => world.Trace.Note($"{caller.Subject}: {what}: {outcome ?? "no answer"}");

    private TicketView? Settle(Guid ticket, string what, CallContext context, Outcome<TicketReply>? answer)
    {
        Note(context.Caller, $"{what} on {ticket}", answer is not { } told ? null : told.Failure?.Code ?? $"done, v{told.Value!.Ticket.Version}");
        if (answer is not { Succeeded: true } done)
        {
            return null;
        }

        _acknowledged.Add((ticket, context.CommandId.Value));
        return done.Value.Ticket;
    }
}
