namespace AfterSales.Webhooks;

/// <summary>
/// What requests that read many deliveries may take of the pool that followers and the sender need too: two connections, each for three seconds at most.
/// </summary>
internal sealed class RequestShare : IDisposable
{
    public const int TimeoutSeconds = 3;

    private readonly SemaphoreSlim _free = new(2);

    /// <exception cref="TimeoutException">Others took too long; it is answered as a database that is away.</exception>
    public async Task<T> Run<T>(Func<Task<T>> work, CancellationToken cancellationToken)
    {
        if (!await _free.WaitAsync(TimeSpan.FromSeconds(TimeoutSeconds), cancellationToken))
        {
            throw new TimeoutException("Other requests for deliveries are under way.");
        }

        try
        {
            return await work();
        }
        finally
        {
            _free.Release();
        }
    }

    public void Dispose() => _free.Dispose();
}
