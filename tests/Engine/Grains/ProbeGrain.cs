using System.Collections.Concurrent;

namespace AfterSales.Tests.Engine.Grains;

internal sealed class ProbeGrain : Grain, IProbe
{
    private readonly Guid _activation = Guid.NewGuid();
    private readonly List<string> _notes = [];
    private string? _gateOnLeaving;

    /// <summary>Why the last activation of each key ended.</summary>
    public static ConcurrentDictionary<string, DeactivationReasonCode> Reasons { get; } = new();

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        Reasons[this.GetPrimaryKeyString()] = reason.ReasonCode;
        return _gateOnLeaving is null ? Task.CompletedTask : Gate.Of(_gateOnLeaving).PassAsync();
    }

    public Task<Guid> Activation() => Task.FromResult(_activation);

    public async Task Hold(string gate)
    {
        _notes.Add($"{gate} in");
        await Gate.Of(gate).PassAsync();
        _notes.Add($"{gate} out");
    }

    public Task Note(string text)
    {
        _notes.Add(text);
        return Task.CompletedTask;
    }

    public Task HoldInterleaved(string gate) => Hold(gate);

    public Task<string[]> Notes() => Task.FromResult(_notes.ToArray());

    public Task HoldReading(string gate) => Gate.Of(gate).PassAsync();

    public Task<int> Read() => Task.FromResult(_notes.Count);

    public async Task Tell(string gate)
    {
        await Gate.Of(gate).PassAsync();
        Gate.Of(gate + " done").PassAsync().Ignore();
    }

    public Task Fail(string message) => throw new ProbeFailureException(message);

    public async Task FailLater(string message)
    {
        await Task.Yield();
        throw new ProbeFailureException(message);
    }

    public ValueTask<int> AddSmall(int a, int b) => new(a + b);

    public async ValueTask Nothing() => await Task.Yield();

    public async Task WaitForCancellation(string gate, CancellationToken cancellationToken)
    {
        var cancelled = new TaskCompletionSource();
        await using CancellationTokenRegistration registration = cancellationToken.Register(cancelled.SetResult);
        Gate.Of(gate).PassAsync().Ignore();
        await cancelled.Task;
        _notes.Add("cancelled");
    }

    public Task Leave()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public Task LeaveThrough(string gate)
    {
        _gateOnLeaving = gate;
        return Leave();
    }

    public Task<string?> Context(string key) => Task.FromResult(RequestContext.Get(key) as string);

    public Task<string?> ContextOf(string other, string key) => GrainFactory.GetGrain<IProbe>(other).Context(key);

    public async Task<string?> ContextAfterChangeBy(string other, string key)
    {
        await GrainFactory.GetGrain<IProbe>(other).SetContext(key, "changed");
        return RequestContext.Get(key) as string;
    }

    public Task SetContext(string key, string value)
    {
        RequestContext.Set(key, value);
        return Task.CompletedTask;
    }
}
