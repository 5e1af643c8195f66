namespace Orleans.Embedded;

/// <summary>A call of a grain method, with its arguments and the promise that its caller awaits.</summary>
internal sealed class MethodCall<TArgs, TResult> : Request
{
    private readonly GrainMethod<TArgs, TResult> _method;
    private readonly TArgs _args;
    private readonly TaskCompletionSource<TResult>? _reply;

    public MethodCall(GrainMethod<TArgs, TResult> method, TArgs args)
    {
        (_method, _args, Interleaves) = (method, args, method.AlwaysInterleaves);
        _reply = method.IsOneWay ? null : new TaskCompletionSource<TResult>(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    public override string Name => _method.Name;
    public override bool IsReadOnly => _method.IsReadOnly;
    public override bool IsOneWay => _reply is null;
    public Task<TResult>? Reply => _reply?.Task;
    protected override bool IsAnswered => _reply is { Task.IsCompleted: true };

    public override bool Fail(Exception exception)
    {
        if (_reply is null)
        {
            Log.OneWayFailed(Target.Engine.Logger, exception, Name, Target.GrainId);
            return true;
        }

        ResponseTimeouts.Forget(this);
        return exception is OperationCanceledException cancelled
            ? _reply.TrySetCanceled(cancelled.CancellationToken)
            : _reply.TrySetException(exception);
    }

    protected override Task Invoke(object grain) => _method.Invoke(grain, _args);

    protected override void Settle(Task outcome)
    {
        try
        {
            if (!outcome.IsCompletedSuccessfully)
            {
                // Throws the first exception as it is, a cancellation included.
                outcome.GetAwaiter().GetResult();
            }

            if (_reply is { Task.IsCompleted: false })
            {
                ResponseTimeouts.Forget(this);
                TResult result = outcome is Task<TResult> typed ? typed.Result : default!;
                _reply.TrySetResult(Target.Engine.Copier is { } copier ? copier.Copy(result, Name) : result);
            }
        }
        catch (Exception exception)
        {
            Fail(exception);
        }
    }
}
