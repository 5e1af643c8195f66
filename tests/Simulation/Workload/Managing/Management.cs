using AfterSales.Policies;
using AfterSales.Queues;
using AfterSales.Routing;
using AfterSales.Tests.Simulation.Worlds;

namespace AfterSales.Tests.Simulation.Workload;

/// <summary>
/// Changes the rules while the game is on: queues go and come back, change their mode or what they require; policies are published. Shards look at them every
/// second, so the rule of idle agents is given time as after a fault.
/// </summary>
internal sealed class Management(Office office, Random random)
{
    private readonly World _world = office.World;

    public async Task Reorganise()
    {
        while (office.IsOpen)
        {
            await office.Pause(random, 500, 3_000);
            if (!office.IsOpen)
            {
                return;
            }

            switch (random.Next(4))
            {
                case 0:
                    RemoveOrRestore(Shop.Offers);
                    break;
                case 1:
                    Change(Shop.Offers, queue => queue with { Mode = queue.Mode == QueueMode.Offer ? QueueMode.Auto : QueueMode.Offer });
                    break;
                case 2:
                    Change(Shop.Experts, queue => queue with { RequiredSkills = [new SkillLevel("quality", random.Next(1, 5))] });
                    break;
                default:
                    Publish();
                    break;
            }
        }
    }

    private void RemoveOrRestore(string id)
    {
        var now = _world.Queues.Current;
        _world.Disturb(now.Has(id) ? $"queue {id} is removed" : $"queue {id} is restored");
        Take(now.Has(id) ? now.All.RemoveAll(queue => queue.Id == id) : now.All.Add(_world.Setup.Queues.Find(id)! with { Version = now.Revision + 2 }));
    }

    private void Change(string id, Func<QueueDefinition, QueueDefinition> change)
    {
        if (_world.Queues.Current.Find(id) is { } queue)
        {
            _world.Disturb($"queue {id} changes");
            Take(_world.Queues.Current.All.Replace(queue, queue with { Version = queue.Version + 1, Definition = change(queue.Definition) }));
        }
    }

    private void Take(ImmutableArray<QueueDocument> queues) =>
        _world.Queues.Current = new QueueSet(new QueueCatalogDocument(_world.Queues.Current.Revision + 1, queues));

    private void Publish()
    {
        var routing = _world.Policies.Current.Routing;
        _world.Disturb("a routing policy is published");
        _world.Policies.Current = _world.Policies.Current with
        {
            Routing = new(routing.Version + 1, routing.Policy with { WhenOffline = (OpenWork)random.Next(2), WhenAway = (OpenWork)random.Next(2) }),
        };
    }
}
