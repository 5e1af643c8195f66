using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Orleans.Embedded;

/// <summary>One engine: its grain classes with their activations, its clock and its scheduler. Calls enter here.</summary>
internal sealed partial class EmbeddedEngine : IClusterClient, IDisposable
{
    public EmbeddedEngine(IServiceProvider services, IOptions<EmbeddedEngineOptions> options, ILogger<EmbeddedEngine> logger)
    {
        (ServiceProvider, Options, Logger) = (services, options.Value, logger);
        Clock = new EngineClock(Options.TimeProvider ?? services.GetService<TimeProvider>() ?? TimeProvider.System);
        Scheduler = Options.Scheduler ?? new ThreadPoolScheduler();
        Copier = Options.CopyMessages ? new MessageCopier() : null;
        Catalog = new GrainCatalog(this);
        CoarseNow = Clock.Now;
        _timeouts = new ResponseTimeouts(Clock, Options.ResponseTimeout, ordered: Options.Scheduler is not null);
        TimeSpan sweep = TimeSpan.FromTicks(Math.Min(Options.ResponseTimeout.Ticks / 20, LongestSweep.Ticks));
        _sweeps = [Clock.StartTimer(Sweep, sweep, sweep), Clock.StartTimer(Collect, Options.CollectionQuantum, Options.CollectionQuantum)];
    }

    public IServiceProvider ServiceProvider { get; }
    public EmbeddedEngineOptions Options { get; }
    public ILogger Logger { get; }
    public EngineClock Clock { get; }
    public IEmbeddedScheduler Scheduler { get; }
    public MessageCopier? Copier { get; }
    public GrainCatalog Catalog { get; }

    public TGrainInterface GetGrain<TGrainInterface>(Guid primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithGuidKey => Reference<TGrainInterface>(IdSpan.Create(primaryKey), grainClassNamePrefix);

    public TGrainInterface GetGrain<TGrainInterface>(long primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithIntegerKey => Reference<TGrainInterface>(IdSpan.Create(primaryKey), grainClassNamePrefix);

    public TGrainInterface GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithStringKey => Reference<TGrainInterface>(IdSpan.Create(primaryKey), grainClassNamePrefix);

    /// <summary>Sends a call; its outcome, a refusal included, comes through the request.</summary>
    public void Send(GrainReference target, Request request)
    {
        request.Target = target.Class.ActivationOf(target.Key);
        request.Headers = RequestContext.Values;
        request.Trace = Activity.Current;
        if (!request.IsOneWay)
        {
            request.Caller = Request.Current;
            _timeouts.Watch(request);
        }

        Deliver(request, deferVerdict: true);
    }

    /// <summary>
    /// Hands a request to the present activation of its target. A call that closes a cycle is judged at the end of the caller's turn: when the caller
    /// has finished by then, it did not wait, and the call goes on.
    /// </summary>
    public void Deliver(Request request, bool deferVerdict)
    {
        while (!CallChain.IsClosedBy(request))
        {
            if (request.Target.TryAccept(request))
            {
                return;
            }

            request.Target = request.Target.Class.ActivationOf(request.Target.Key);
        }

        if (deferVerdict && TaskScheduler.Current == request.Caller!.Target)
        {
            request.Caller.Target.ReviewAfterTurn(request);
            return;
        }

        InvalidOperationException cycle = CallChain.Describe(request);
        Log.CallCycle(Logger, cycle);
        request.Fail(cycle);
    }

    private TGrainInterface Reference<TGrainInterface>(IdSpan key, string? prefix) => prefix is null
        ? Proxy<TGrainInterface>.Create(Catalog.ClassOf(typeof(TGrainInterface)), key)
        : throw new NotSupportedException("This engine does not choose grain classes by prefix.");
}
