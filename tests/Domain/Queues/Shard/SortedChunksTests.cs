using AfterSales.Queues.Domain;
using Xunit;

namespace AfterSales.Tests.Domain.Queues;

public sealed class SortedChunksTests
{
    [Theory]
    [InlineData(1, 400)]
    [InlineData(2, 400)]
    [InlineData(3, 5_000)]
    public void It_holds_what_a_plain_sorted_list_holds(int seed, int span)
    {
        var random = new Random(seed);
        var (chunks, model) = (new SortedChunks<Item, ByNumber>(), new SortedList<int, Item>());
        for (var step = 0; step < 6_000; step++)
        {
            var number = random.Next(span);
            if (model.Remove(number, out var item))
            {
                Assert.True(chunks.Remove(item));
                Assert.False(chunks.Remove(item));
            }
            else
            {
                model.Add(number, item = new Item(number));
                chunks.Add(item);
            }

            Assert.Equal(model.Count, chunks.Count);
            if (model.Count > 0)
            {
                Assert.Equal(model.Keys[0], chunks.First.Number);
                var at = random.Next(model.Count);
                Assert.Equal(model.Keys[at], chunks[at].Number);
                Assert.Equal(at, chunks.CountWhile(new Below(model.Keys[at])));
            }
        }

        Assert.Equal(model.Values, chunks.InOrder());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Order_of_arrival_does_not_matter(bool ascending)
    {
        var chunks = new SortedChunks<Item, ByNumber>();
        var numbers = Enumerable.Range(0, 1_000).ToList();
        foreach (var number in ascending ? numbers : numbers.AsEnumerable().Reverse())
        {
            chunks.Add(new Item(number));
        }

        Assert.Equal(numbers, chunks.InOrder().Select(item => item.Number));
        for (var number = 0; number < 1_000; number++)
        {
            Assert.Equal(number, chunks.First.Number);
            Assert.True(chunks.Remove(chunks.First));
        }

        Assert.Equal(0, chunks.Count);
    }

    private sealed record Item(int Number);

    private readonly struct ByNumber : IComparer<Item>
    {
        public int Compare(Item? x, Item? y) => x!.Number.CompareTo(y!.Number);
    }

    private readonly struct Below(int number) : IFrontTest<Item>
    {
        public bool Holds(Item item) => item.Number < number;
    }
}
