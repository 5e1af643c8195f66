namespace Orleans.Embedded;

/// <summary>One activation of one grain: which requests may run (here), and its life (the other part).</summary>
internal sealed partial class Activation(GrainClass grainClass, IdSpan key) : TurnScheduler, IGrainContext
{
    private Request? _firstWaiting;
    private Request? _lastWaiting;
    private int _waiting;
    private int _running;
    private int _reading;
    private bool _writing;
    private bool _interleavingWaits;
    private Stage _stage;

    /// <summary>What became of a request that was handed over.</summary>
    public enum Acceptance
    {
        Accepted,
        Full,
        Gone,
    }

    public override EmbeddedEngine Engine => Class.Engine;
    public GrainClass Class { get; } = grainClass;
    public IdSpan Key { get; } = key;
    public GrainId GrainId => new(Class.GrainType, Key);

    /// <summary>Takes a request to run it when its turn comes; activates on the first one.</summary>
    public Acceptance Accept(Request request)
    {
        bool wake = false;
        lock (Gate)
        {
            if (_stage == Stage.Dead)
            {
                return Acceptance.Gone;
            }

            if (_waiting + _running >= Class.MaxQueuedRequests && !request.IsInternal)
            {
                return Acceptance.Full;
            }

            request.Interleaves |= Class.IsReentrant;
            if (_stage == Stage.New)
            {
                wake = BeginActivation(request);
            }

            if (MayStart(request))
            {
                wake |= Start(request);
            }
            else
            {
                Append(request);
            }
        }

        Wake(wake);
        return Acceptance.Accepted;
    }

    /// <summary>A request has ended, well or not; called on its turn.</summary>
    public void Finish(Request request)
    {
        bool wake;
        lock (Gate)
        {
            _running--;
            _reading -= !request.Interleaves && request.IsReadOnly ? 1 : 0;
            _writing &= request.Interleaves || request.IsReadOnly;
            _lastUsed = request.KeepsAlive ? Engine.CoarseNow : _lastUsed;
            wake = _stage == Stage.Draining && _running == 0 ? BeginDeactivation() : AdmitWaiting();
        }

        Wake(wake);
    }

    private bool MayStart(Request request) =>
        _stage == Stage.Active && (request.Interleaves || (!_writing && (_reading == 0 || request.IsReadOnly)));

    private bool Start(Request request)
    {
        _running++;
        _reading += !request.Interleaves && request.IsReadOnly ? 1 : 0;
        _writing |= !request.Interleaves && !request.IsReadOnly;
        return Enqueue(request);
    }

    private void Append(Request request)
    {
        _waiting++;
        _interleavingWaits |= request.Interleaves;
        if (_firstWaiting is null)
        {
            _firstWaiting = request;
        }
        else
        {
            _lastWaiting!.Next = request;
        }

        _lastWaiting = request;
    }

    // First come, first served, but what may run beside the running requests overtakes what may not. While something runs there is nothing
    // to find, except interleaving requests that came before the activation was ready.
    private bool AdmitWaiting()
    {
        bool wake = false;
        Request? before = null;
        bool all = _interleavingWaits;
        for (Request? request = _firstWaiting; request is not null && (all || !_writing); request = request.Next)
        {
            if (MayStart(request))
            {
                wake |= Start(request);
                Unlink(before, request);
            }
            else if (_stage != Stage.Active || (_reading > 0 && before is null && !wake && !all))
            {
                return wake;
            }
            else
            {
                before = request;
            }
        }

        _interleavingWaits = false;
        return wake;
    }

    // Its own link stays, for whoever walks the list, until the request is appended anew.
    private void Unlink(Request? before, Request request)
    {
        _waiting--;
        _lastWaiting = _lastWaiting == request ? before : _lastWaiting;
        if (before is null)
        {
            _firstWaiting = request.Next;
        }
        else
        {
            before.Next = request.Next;
        }
    }
}
