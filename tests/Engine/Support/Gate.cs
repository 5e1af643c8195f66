using System.Collections.Concurrent;

namespace AfterSales.Tests.Engine;

/// <summary>A place in grain code where a test makes it wait: the grain tells that it is there and goes on when the test says so.</summary>
internal sealed class Gate
{
    private static readonly ConcurrentDictionary<string, Gate> All = new();

    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Reached => _reached.Task;

    public static Gate Of(string name) => All.GetOrAdd(name, static _ => new Gate());

    public void Open() => _opened.TrySetResult();

    public Task PassAsync()
    {
        _reached.TrySetResult();
        return _opened.Task;
    }
}
