using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AfterSales.Followers;

/// <summary>One message to one actor.</summary>
/// <param name="Receiver">Kind of actor, as the log names it.</param>
/// <param name="Key">Which one.</param>
/// <param name="TicketId">What it is about; null when it is about many.</param>
/// <param name="Send">Sends it; answers why it was not taken, or null.</param>
internal sealed record Telling(string Receiver, string Key, Guid? TicketId, Func<Task<Failure?>> Send);

/// <summary>
/// Sends the messages of a slice, many at once. All are tried; one that fails makes the slice come again, so nobody is ever left out. Whoever has
/// taken his already ignores it then.
/// </summary>
internal sealed partial class TellingRound(FollowerMetrics metrics, IOptions<FollowerOptions> options, ILogger<TellingRound> logger)
{
    private const int LoggedFailures = 3;

    public async Task Run(IReadOnlyCollection<Telling> tellings, CancellationToken cancellationToken)
    {
        var failed = 0;
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.Value.ObserveParallelism, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(tellings, parallel, async (telling, _) =>
        {
            var refusal = await Send(telling);
            if (refusal is not null && Interlocked.Increment(ref failed) <= LoggedFailures)
            {
                LogNotTold(logger, telling.Receiver, telling.Key, telling.TicketId, refusal.Code, refusal.Error);
            }
        });
        metrics.Told(tellings.Count - failed);
        if (failed > 0)
        {
            throw new NotToldException(failed, tellings.Count);
        }
    }

    private static async Task<Refusal?> Send(Telling telling)
    {
        try
        {
            return await telling.Send() is { } failure ? new Refusal(failure.Code, null) : null;
        }
        catch (Exception error)
        {
            return new Refusal("exception", error);
        }
    }

    [LoggerMessage(1210, LogLevel.Warning, "The {Receiver} {Key} did not take what it was told of ticket {Ticket} ({Code}); the slice is tried again")]
    private static partial void LogNotTold(ILogger logger, string receiver, string key, Guid? ticket, string code, Exception? error);

    private sealed record Refusal(string Code, Exception? Error);
}

/// <summary>Some actors did not take what they were told; the slice is tried again until they do.</summary>
internal sealed class NotToldException(int failed, int all) : Exception($"{failed} of {all} messages to actors were not taken.");
