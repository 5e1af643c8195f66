namespace Orleans.Embedded;

/// <summary>A call of a grain method, with its arguments and the promise that its caller awaits.</summary>
internal sealed class Request<TArgs, TResult> : Request
{
    private readonly GrainMethod<TArgs, TResult> _method;
    private readonly TArgs _args;
    private readonly TaskCompletionSource<TResult>? _reply;

    public Request(GrainMethod<TArgs, TResult> method, TArgs args)
    {
        _method = method;
        _args = args;
        Interleaves = method.AlwaysInterleaves;
        _reply = method.IsOneWay ? null : new TaskCompletionSource<TResult>(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    public override string Name => _method.Name;

    public override bool IsReadOnly => _method.IsReadOnly;

    public override bool IsOneWay => _method.IsOneWay;

    public Task<TResult>? Reply => _reply?.Task;

    protected override bool IsAnswered => _reply is { Task.IsCompleted: true };

    public override bool Fail(Exception exception)
    {
        if (_reply is null)
        {
            Log.OneWayFailed(Target.Engine.Logger, exception, Name, Target.GrainId);
            return true;
        }

        Target.Engine.Timeouts.Forget(this);
        return _reply.TrySetException(exception);
    }

    protected override Task Invoke(object grain) => _method.Invoke(grain, _args);

    protected override void Settle(Task outcome)
    {
        if (!outcome.IsCompletedSuccessfully)
        {
            SettleFailure(outcome);
            return;
        }

        if (_reply is null || _reply.Task.IsCompleted)
        {
            return;
        }

        Target.Engine.Timeouts.Forget(this);
        TResult result = outcome is Task<TResult> typed ? typed.Result : default!;
        if (Target.Engine.Copier is { } copier)
        {
            try
            {
                result = copier.Copy(result, Name);
            }
            catch (Exception exception)
            {
                _reply.TrySetException(exception);
                return;
            }
        }

        _reply.TrySetResult(result);
    }

    private void SettleFailure(Task outcome)
    {
        if (outcome.Exception is { } failure)
        {
            Fail(failure.InnerException ?? failure);
            return;
        }

        try
        {
            outcome.GetAwaiter().GetResult();
        }
        catch (OperationCanceledException cancelled)
        {
            Target.Engine.Timeouts.Forget(this);
            _reply?.TrySetCanceled(cancelled.CancellationToken);
        }
    }
}
