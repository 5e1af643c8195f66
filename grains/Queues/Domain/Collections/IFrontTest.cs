namespace AfterSales.Queues.Domain;

/// <summary>A bound for <see cref="SortedChunks{T, TOrder}"/>: holds for a front part of the list and for nothing after it.</summary>
internal interface IFrontTest<in T>
{
    bool Holds(T item);
}
