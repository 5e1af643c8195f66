namespace AfterSales.Queues.Domain;

internal sealed partial class SortedChunks<T, TOrder>
{
    /// <summary>A sorted array that grows to its size.</summary>
    private sealed class Chunk
    {
        public T[] Items = new T[FirstSize];
        public int Count;

        public int IndexOf(T item)
        {
            var (low, high) = (0, Count);
            while (low < high)
            {
                var middle = (low + high) / 2;
                (low, high) = default(TOrder).Compare(Items[middle], item) < 0 ? (middle + 1, high) : (low, middle);
            }

            return low;
        }

        public int CountWhile<TTest>(TTest test)
            where TTest : struct, IFrontTest<T>
        {
            var (low, high) = (0, Count);
            while (low < high)
            {
                var middle = (low + high) / 2;
                (low, high) = test.Holds(Items[middle]) ? (middle + 1, high) : (low, middle);
            }

            return low;
        }

        public void Insert(int index, T item)
        {
            if (Count == Items.Length)
            {
                Array.Resize(ref Items, Math.Min(ChunkSize, Count * 2));
            }

            Array.Copy(Items, index, Items, index + 1, Count++ - index);
            Items[index] = item;
        }

        public void RemoveAt(int index)
        {
            Array.Copy(Items, index + 1, Items, index, --Count - index);
            Items[Count] = null!;
        }

        public Chunk SplitAt(int keep)
        {
            var rest = new Chunk { Items = new T[ChunkSize], Count = Count - keep };
            Array.Copy(Items, keep, rest.Items, 0, rest.Count);
            Array.Clear(Items, keep, rest.Count);
            Count = keep;
            return rest;
        }

        public void Append(Chunk next)
        {
            if (Items.Length < Count + next.Count)
            {
                Array.Resize(ref Items, ChunkSize);
            }

            Array.Copy(next.Items, 0, Items, Count, next.Count);
            Count += next.Count;
        }
    }
}
