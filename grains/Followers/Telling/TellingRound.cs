using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AfterSales.Followers;

/// <summary>One message to one actor.</summary>
/// <param name="Receiver">Kind of actor, as the log names it.</param>
/// <param name="Key">Which one.</param>
/// <param name="Streams">Whom it is about.</param>
/// <param name="Send">Sends it; answers why it was not taken, or null.</param>
internal sealed record Telling(string Receiver, string Key, IReadOnlyList<Guid> Streams, Func<Task<Failure?>> Send);

/// <summary>
/// Sends the messages of a slice, many at once. All are tried, and those not taken are named: they come again, so nobody is ever left out. Whoever
/// has taken his already ignores it then.
/// </summary>
internal sealed partial class TellingRound(FollowerMetrics metrics, IOptions<FollowerOptions> options, ILogger<TellingRound> logger)
{
    private const int LoggedFailures = 3;

    /// <param name="tellings">All of them.</param>
    /// <param name="faults">Takes those not taken; null when somebody else sees to them.</param>
    /// <param name="cancellationToken">Sends no more.</param>
    public async Task Run(IReadOnlyList<Telling> tellings, SliceFaults? faults, CancellationToken cancellationToken)
    {
        var failed = 0;
        await Concurrently.ForEach(tellings, options.Value.ObserveParallelism, async (telling, _) =>
        {
            var refusal = await Send(telling);
            if (refusal is null)
            {
                return;
            }

            foreach (var stream in telling.Streams)
            {
                faults?.Add(new Fault(stream, $"{telling.Receiver} {telling.Key}", refusal.Code, refusal.Transient, refusal.Error));
            }

            if (Interlocked.Increment(ref failed) <= LoggedFailures)
            {
                LogNotTold(logger, telling.Receiver, telling.Key, telling.Streams is [var only] ? only : null, refusal.Code, refusal.Error);
            }
        }, cancellationToken);
        metrics.Told(tellings.Count - failed);
    }

    private static async Task<Refusal?> Send(Telling telling)
    {
        try
        {
            return await telling.Send() is { } failure ? new Refusal(failure.Code, FaultKinds.IsTransient(failure.Code), null) : null;
        }
        catch (Exception error)
        {
            return new Refusal(FaultKinds.CodeOf(error), FaultKinds.IsTransient(error), error);
        }
    }

    [LoggerMessage(1210, LogLevel.Warning, "The {Receiver} {Key} did not take what it was told of {Stream} ({Code}); it is told again")]
    private static partial void LogNotTold(ILogger logger, string receiver, string key, Guid? stream, string code, Exception? error);

    private sealed record Refusal(string Code, bool Transient, Exception? Error);
}
