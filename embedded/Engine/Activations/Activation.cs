using Orleans.Runtime;

namespace Orleans.Embedded;

/// <summary>One activation of one grain: which requests may run (here), and its life (the other part).</summary>
internal sealed partial class Activation(GrainClass grainClass, IdSpan key) : TurnScheduler, IGrainContext
{
    [ThreadStatic]
    private static Activation? s_beingConstructed;

    private RequestQueue _parked;
    private RequestQueue _reads;
    private RequestQueue _writes;
    private List<Request>? _suspects;
    private uint _order;
    private int _queued;
    private int _running;
    private int _reading;
    private bool _writing;
    private Stage _stage;

    /// <summary>The activation whose grain object is being constructed on this thread.</summary>
    public static Activation? BeingConstructed => s_beingConstructed;

    public override EmbeddedEngine Engine => Class.Engine;

    public GrainClass Class { get; } = grainClass;

    public IdSpan Key { get; } = key;

    public GrainId GrainId => new(Class.GrainType, Key);

    /// <summary>Takes a request to run it when its turn comes; activates on the first one.</summary>
    public Acceptance Accept(Request request)
    {
        bool wake;
        lock (Gate)
        {
            if (_stage == Stage.Dead)
            {
                return Acceptance.Gone;
            }

            if (_queued + _running >= Class.MaxQueuedRequests && !request.IsInternal)
            {
                return Acceptance.Full;
            }

            request.Order = _order++;
            request.Interleaves |= Class.IsReentrant;
            Waiting(request).Enqueue(request);
            _queued++;
            wake = _stage == Stage.New ? BeginActivation(request) : Admit();
        }

        if (wake)
        {
            Wake();
        }

        return Acceptance.Accepted;
    }

    /// <summary>A request has ended, well or not; called on its turn.</summary>
    public void Finish(Request request)
    {
        bool wake;
        lock (Gate)
        {
            _running--;
            if (!request.Interleaves && request.IsReadOnly)
            {
                _reading--;
            }
            else if (!request.Interleaves)
            {
                _writing = false;
            }

            if (request.KeepsAlive)
            {
                _lastUsed = Engine.CoarseNow;
            }

            wake = _stage == Stage.Draining && _running == 0 ? BeginDeactivation() : Admit();
        }

        if (wake)
        {
            Wake();
        }
    }

    /// <summary>Decides at the end of the current turn whether this call would wait for itself.</summary>
    public void ReviewAfterTurn(Request suspect) => (_suspects ??= []).Add(suspect);

    protected override void AfterTurn()
    {
        if (_suspects is { } suspects)
        {
            _suspects = null;
            suspects.ForEach(static suspect => suspect.Target.Engine.Deliver(suspect, deferVerdict: false));
        }
    }

    // Requests that interleave overtake all others; reads overtake writes while reads run; otherwise first come, first served.
    private bool Admit()
    {
        if (_stage != Stage.Active)
        {
            return false;
        }

        bool wake = false;
        while (_parked.TryDequeue(out Request? request))
        {
            wake |= Start(request);
        }

        while (!_writing)
        {
            Request? write = _reading == 0 ? _writes.First : null;
            Request? read = _reads.First;
            if (write is not null && (read is null || (int)(write.Order - read.Order) < 0))
            {
                _writing = true;
                _writes.TryDequeue(out write);
                wake |= Start(write!);
            }
            else if (read is not null)
            {
                _reading++;
                _reads.TryDequeue(out read);
                wake |= Start(read!);
            }
            else
            {
                break;
            }
        }

        return wake;
    }

    private bool Start(Request request)
    {
        _queued--;
        _running++;
        return Enqueue(request);
    }

    private ref RequestQueue Waiting(Request request)
    {
        if (request.Interleaves)
        {
            return ref _parked;
        }

        return ref request.IsReadOnly ? ref _reads : ref _writes;
    }
}
