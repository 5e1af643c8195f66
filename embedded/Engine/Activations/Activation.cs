namespace Orleans.Embedded;

/// <summary>One activation of one grain: which requests may run (here), and its life (the other part).</summary>
internal sealed partial class Activation(GrainClass grainClass, IdSpan key) : TurnScheduler, IGrainContext
{
    private LinkedList<Request>? _waiting;
    private int _running;
    private int _reading;
    private bool _writing;
    private bool _interleavingWaits;
    private Stage _stage;

    public override EmbeddedEngine Engine => Class.Engine;
    public GrainClass Class { get; } = grainClass;
    public IdSpan Key { get; } = key;
    public GrainId GrainId => new(Class.GrainType, Key);

    /// <summary>
    /// Takes a request to run it when its turn comes, or refuses it when too many wait; activates on the first one. False when this activation is over:
    /// the caller asks the directory for the next one.
    /// </summary>
    public bool TryAccept(Request request)
    {
        lock (Gate)
        {
            if (_stage == Stage.Dead)
            {
                return false;
            }

            int queued = _running + (_waiting?.Count ?? 0);
            request.Interleaves |= Class.IsReentrant;
            if (queued >= Class.MaxQueuedRequests && !request.IsInternal)
            {
                request.Fail(new LimitExceededException($"{GrainId} has {queued} queued requests; {request.Name} was not enqueued."));
            }
            else if (MayStart(request))
            {
                Start(request);
            }
            else
            {
                (_waiting ??= []).AddLast(request);
                _interleavingWaits |= request.Interleaves;
                BeginActivationOnce(request);
            }

            return true;
        }
    }

    /// <summary>A request has ended, well or not; called on its turn.</summary>
    public void Finish(Request request)
    {
        lock (Gate)
        {
            _running--;
            _reading -= !request.Interleaves && request.IsReadOnly ? 1 : 0;
            _writing &= request.Interleaves || request.IsReadOnly;
            _lastUsed = request.KeepsAlive ? Engine.CoarseNow : _lastUsed;
            GoOn();
        }
    }

    private bool MayStart(Request request) =>
        _stage == Stage.Active && (request.Interleaves || (!_writing && (_reading == 0 || request.IsReadOnly)));

    private void Start(Request request)
    {
        _running++;
        _reading += !request.Interleaves && request.IsReadOnly ? 1 : 0;
        _writing |= !request.Interleaves && !request.IsReadOnly;
        Enqueue(request);
    }

    // First come, first served, but what may run beside the running requests overtakes what may not. While something runs there is nothing to find,
    // except interleaving requests that came before the activation was ready.
    private void GoOn()
    {
        if (_stage == Stage.Draining && _running == 0)
        {
            BeginDeactivation();
        }
        else if (_stage == Stage.Active && (_interleavingWaits || _reading == 0))
        {
            bool all = _interleavingWaits;
            _interleavingWaits = false;
            for (LinkedListNode<Request>? node = _waiting?.First, next; node is not null && (all || !_writing); node = next)
            {
                next = node.Next;
                if (MayStart(node.Value))
                {
                    _waiting!.Remove(node);
                    Start(node.Value);
                }
            }
        }
    }
}
