using System.Reflection;
using AfterSales.Live;
using AfterSales.Log;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Extensions.Hosting;

namespace AfterSales.Api.Live;

/// <summary>One live stream as an answer: runs until the caller goes, is dropped, his time is over, or the host stops.</summary>
internal sealed class LiveStream(LiveTopic topic, ILiveSubscription subscription, DateTimeOffset ends) : IResult, IEndpointMetadataProvider
{
    private const string MediaType = "text/event-stream";

    /// <summary>Events written before they are sent on their way, when many come at once.</summary>
    private const int MaxUnsent = 64;

    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);

    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(string), [MediaType]));

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        using var reading = subscription;
        var services = httpContext.RequestServices;
        var stopping = services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        var time = services.GetRequiredService<TimeProvider>();
        var left = ends - time.GetUtcNow();
        using var over = new CancellationTokenSource(left > TimeSpan.Zero ? left : TimeSpan.Zero, time);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(httpContext.RequestAborted, stopping, over.Token);
        httpContext.Response.ContentType = MediaType;
        // Proxies that gather answers would hold events back.
        httpContext.Response.Headers["X-Accel-Buffering"] = "no";
        httpContext.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        var stats = topic.Kind == LiveTopicKind.Queue ? new StatsShown(services.GetRequiredService<QueueStatsBoard>(), topic.Id) : null;
        try
        {
            await Run(new EventWriter(httpContext.Response.BodyWriter), stats, time, ending);
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            return;
        }
        catch (LogUnavailableException)
        {
            // While catching up. What was written is whole; the caller resumes after it.
            return;
        }
    }

    private async Task Run(EventWriter writer, StatsShown? stats, TimeProvider time, CancellationTokenSource ending)
    {
        await using var events = subscription.Read(ending.Token).GetAsyncEnumerator(ending.Token);
        using var timer = new PeriodicTimer(Tick, time);
        var next = events.MoveNextAsync().AsTask();
        var tick = timer.WaitForNextTickAsync(ending.Token).AsTask();
        writer.Begin();
        try
        {
            while (true)
            {
                await Task.WhenAny(next, tick, (Task?)stats?.Asking ?? tick);
                for (var unsent = 0; next.IsCompleted && unsent < MaxUnsent; unsent++)
                {
                    if (!await next)
                    {
                        await writer.Send(ending.Token);
                        return;
                    }

                    writer.Write(events.Current);
                    stats?.Saw(events.Current);
                    next = events.MoveNextAsync().AsTask();
                }

                if (tick.IsCompleted)
                {
                    await tick;
                    tick = timer.WaitForNextTickAsync(ending.Token).AsTask();
                    stats?.Tick();
                    writer.Tick();
                }

                stats?.Show(writer);
                if (!await writer.Send(ending.Token))
                {
                    return;
                }
            }
        }
        finally
        {
            // An enumerator must not be disposed of while it moves.
            await ending.CancelAsync();
            await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
