using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Runtime;

namespace Orleans.Embedded;

/// <summary>One engine: its grain classes with their activations, its clock and its scheduler. Calls enter here.</summary>
internal sealed partial class EmbeddedEngine : IClusterClient, IAsyncDisposable
{
    private readonly GrainCatalog _catalog;

    public EmbeddedEngine(IServiceProvider services, IOptions<EmbeddedEngineOptions> options, ILogger<EmbeddedEngine> logger)
    {
        ServiceProvider = services;
        Options = options.Value;
        Logger = logger;
        Clock = new EngineClock(Options.TimeProvider ?? services.GetService<TimeProvider>() ?? TimeProvider.System);
        Scheduler = Options.Scheduler ?? new ThreadPoolScheduler();
        Copier = Options.CopyMessages ? new MessageCopier() : null;
        Timeouts = new ResponseTimeouts(Clock, Options.ResponseTimeout);
        _catalog = new GrainCatalog(this);
        CoarseNow = Clock.Now;
        StartSweeps();
    }

    public IServiceProvider ServiceProvider { get; }

    public EmbeddedEngineOptions Options { get; }

    public ILogger Logger { get; }

    public EngineClock Clock { get; }

    public IEmbeddedScheduler Scheduler { get; }

    public MessageCopier? Copier { get; }

    public ResponseTimeouts Timeouts { get; }

    public TGrainInterface GetGrain<TGrainInterface>(Guid primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithGuidKey => Reference<TGrainInterface>(IdSpan.Create(primaryKey), grainClassNamePrefix);

    public TGrainInterface GetGrain<TGrainInterface>(long primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithIntegerKey => Reference<TGrainInterface>(IdSpan.Create(primaryKey), grainClassNamePrefix);

    public TGrainInterface GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithStringKey => Reference<TGrainInterface>(IdSpan.Create(primaryKey), grainClassNamePrefix);

    public TGrainInterface ReferenceTo<TGrainInterface>(GrainClass grainClass, IdSpan key) => Proxy<TGrainInterface>.Create(grainClass, key);

    /// <summary>The class of a reminder row; null when it is gone from the program.</summary>
    public GrainClass? FindClass(string storedName) => _catalog.Find(storedName);

    /// <summary>Sends a call; its outcome, a refusal included, comes through the request.</summary>
    public void Send(GrainReference target, Request request)
    {
        Request? caller = Request.Current;
        request.Target = target.Class.ActivationOf(target.Key);
        request.Caller = request.IsOneWay ? null : caller;
        request.Headers = RequestContext.Values;
        request.Trace = Activity.Current;
        if (!request.IsOneWay)
        {
            Timeouts.Watch(request);
        }

        Deliver(request, deferVerdict: true);
    }

    /// <summary>
    /// Hands a request to the present activation of its target. A call that closes a cycle is judged at the end of the caller's turn: when the caller
    /// has finished by then, it did not wait, and the call goes on.
    /// </summary>
    public void Deliver(Request request, bool deferVerdict)
    {
        while (true)
        {
            if (request.Caller is { } caller && CallChain.IsClosedBy(request))
            {
                if (deferVerdict && TaskScheduler.Current == caller.Target)
                {
                    caller.Target.ReviewAfterTurn(request);
                    return;
                }

                InvalidOperationException cycle = CallChain.Describe(request);
                Log.CallCycle(Logger, cycle);
                request.Fail(cycle);
                return;
            }

            switch (request.Target.Accept(request))
            {
                case Acceptance.Accepted:
                    return;
                case Acceptance.Full:
                    int limit = request.Target.Class.MaxQueuedRequests;
                    request.Fail(new LimitExceededException("queued requests", limit, limit, request.Target.GrainId));
                    return;
                default:
                    request.Target = request.Target.Class.ActivationOf(request.Target.Key);
                    break;
            }
        }
    }

    private TGrainInterface Reference<TGrainInterface>(IdSpan key, string? prefix)
    {
        if (prefix is not null)
        {
            throw new NotSupportedException("This engine does not choose grain classes by prefix.");
        }

        return Proxy<TGrainInterface>.Create(_catalog.ClassOf(typeof(TGrainInterface)), key);
    }
}
