using AfterSales.Queues.Domain;
using Xunit;

namespace AfterSales.Tests.Domain.Queues;

/// <summary>
/// Equal cases and random handling times. Where there is a choice, everybody gets the same; where there is none, because work always waits and only
/// who becomes free can have it, everybody gets what his capacity and his own speed make of it.
/// </summary>
public sealed class FairnessTests
{
    private const int Agents = 50;
    private const int Cases = 10_000;

    [Theory]
    [InlineData(1, 3)]
    [InlineData(2, 6)]
    [InlineData(3, 12)]
    public void Fifty_equal_agents_get_the_same_of_what_comes_in(int seed, int secondsBetween)
    {
        var counts = Run(new Random(seed), secondsBetween, _ => 100, random => 30 + (random.NextDouble() * 240));
        Assert.Equal(Cases, counts.Sum());
        Assert.InRange(counts.Max() / (double)counts.Min(), 1, 1.1);
    }

    [Fact]
    public void Fifty_equal_agents_get_the_same_of_a_backlog()
    {
        var counts = Run(new Random(4), 0, _ => 100, random => 140 + (random.NextDouble() * 20));
        Assert.InRange(counts.Max() / (double)counts.Min(), 1, 1.1);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    public void Agents_get_work_of_a_backlog_by_their_capacity(int seed)
    {
        static int Capacity(int agent) => 20 * (1 + (agent % 3));
        var counts = Run(new Random(seed), 0, Capacity, random => 100 + (random.NextDouble() * 100));
        var total = Enumerable.Range(0, Agents).Sum(Capacity);
        Assert.All(Enumerable.Range(0, Agents), agent => Assert.InRange(counts[agent] * (double)total / (Cases * Capacity(agent)), 0.9, 1.1));
    }

    /// <param name="random">The seed.</param>
    /// <param name="secondsBetween">Mean time between arrivals; 0: work always waits.</param>
    /// <param name="capacity">Of an agent.</param>
    /// <param name="handling">Seconds of a case.</param>
    /// <returns>How many cases each agent got.</returns>
    private static int[] Run(Random random, int secondsBetween, Func<int, int> capacity, Func<Random, double> handling)
    {
        var floor = new Floor();
        var counts = new int[Agents];
        var ends = new PriorityQueue<Flight, DateTimeOffset>();
        for (var agent = 0; agent < Agents; agent++)
        {
            floor.Agent($"{agent}", capacity: capacity(agent));
        }

        var next = floor.Now;
        for (var (came, given) = (0, 0); given < Cases;)
        {
            var arrives = came < Cases && (secondsBetween == 0 ? came - given < 20 : !ends.TryPeek(out _, out var end) || next <= end);
            if (arrives)
            {
                floor.Now = secondsBetween == 0 ? floor.Now : next;
                floor.Waits(came++);
                next = floor.Now.AddSeconds(-Math.Log(1 - random.NextDouble()) * secondsBetween);
            }
            else
            {
                ends.TryDequeue(out var ended, out var at);
                floor.Now = at;
                floor.IsGone(ended!.TicketId);
                var status = floor.Status(ended.Agent);
                floor.Tell(status with { UnitsInUse = status.UnitsInUse - 5 });
            }

            for (; floor.Assign() is { } flight; given++)
            {
                counts[int.Parse(flight.Agent)]++;
                ends.Enqueue(flight, floor.Now.AddSeconds(handling(random)));
            }
        }

        return counts;
    }
}
