using AfterSales.LoadTests.Driving.Counting;
using AfterSales.LoadTests.Driving.Journal;

namespace AfterSales.LoadTests.Driving.Wire;

/// <summary>
/// Sends a call when it is due and tries again, under the same key and at the next front, as long as its caller has patience. Counts every attempt, and what became
/// of the call from the moment it was intended: whoever waits for the driver or the system waits, whatever the reason.
/// </summary>
internal sealed class PatientCaller(
    WireClient wire, ImmutableArray<Uri> fronts, RunClock clock, DriverCounters counters, JournalWriter journal, TimeSpan patience, CancellationToken stopping)
{
    private const double FirstPauseSeconds = 0.05;
    private const double LongestPauseSeconds = 1;
    private static readonly TimeSpan LongestRetryAfter = TimeSpan.FromSeconds(10);
    private int _turn;

    public RunClock Clock => clock;

    public DriverCounters Counters => counters;

    /// <param name="call">What is sent.</param>
    /// <param name="intended">When, in microseconds of the run.</param>
    /// <param name="ticket">The case it is about, for the journal.</param>
    /// <param name="refunded">Money that leaves the shop with it.</param>
    public async Task<CallResult> Run(ApiCall call, long intended, Guid? ticket = null, long? refunded = null)
    {
        await Due(call, intended);
        var (attempts, unsure) = (0, false);
        var sent = clock.Now;

        // A timer may ring a little early; nobody's latency is to be shortened by that.
        intended = Math.Min(intended, sent);
        counters.Sent(intended, sent);
        var turn = Interlocked.Increment(ref _turn);
        while (true)
        {
            var attempted = attempts == 0 ? sent : clock.Now;
            var answer = await wire.Send(call, fronts[(int)((uint)(turn + attempts) % (uint)fronts.Length)], CancellationToken.None);
            attempts++;
            var answered = clock.Now;
            if (answer.Failure is null)
            {
                return await Finish(new CallEnd(call, ticket, refunded, intended, sent, attempted, answered, attempts, unsure), answer);
            }

            counters.Error(answered, answer.ErrorKind!, call.IsCommand);
            unsure |= answer.MayHaveBeenDone;
            var pause = Pause(answer, attempts);
            if (stopping.IsCancellationRequested || answered + pause.TotalMicroseconds - intended > patience.TotalMicroseconds || !await Rest(pause))
            {
                return await Finish(new CallEnd(call, ticket, refunded, intended, sent, attempted, clock.Now, attempts, unsure), answer);
            }
        }
    }

    /// <summary>Counts it as planned before anything can keep it from being sent. What is not due yet when the run ends was not planned for it.</summary>
    private async Task Due(ApiCall call, long intended)
    {
        if (!call.Arrives)
        {
            counters.Planned(intended);
        }

        try
        {
            await clock.Until(intended, stopping);
        }
        catch (OperationCanceledException) when (!call.Arrives && clock.Now < intended)
        {
            counters.NotDue(intended);
            throw;
        }
    }

    private async Task<CallResult> Finish(CallEnd end, WireAnswer answer)
    {
        if (end.Call.IsCommand && !end.Call.Raw)
        {
            await journal.Append(end.ToEntry(answer));
        }

        if (answer.Succeeded)
        {
            counters.Success(end.Call.Operation, end.Intended, end.Attempted, end.Answered, end.Call.IsCommand);
        }
        else if (answer.Failure is null)
        {
            counters.Refusal(end.Call.Operation, end.Answered, end.Call.MayBeRefused);
        }
        else
        {
            counters.GaveUp(end.Call.Operation, end.Intended, end.Answered);
        }

        return new CallResult(answer, end.Answered);
    }

    /// <summary>As the answer asks, else longer from time to time; spread, so that those who were turned away together do not come back together.</summary>
    private static TimeSpan Pause(WireAnswer answer, int attempts)
    {
        var asked = answer.RetryAfter is { } wanted
            ? Math.Min(wanted.TotalSeconds, LongestRetryAfter.TotalSeconds)
            : Math.Min(FirstPauseSeconds * Math.Pow(2, attempts - 1), LongestPauseSeconds);
        return TimeSpan.FromSeconds(asked * (1 + (0.5 * Random.Shared.NextDouble())));
    }

    private async Task<bool> Rest(TimeSpan pause)
    {
        await Task.Delay(pause, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return !stopping.IsCancellationRequested;
    }
}

/// <param name="Answered">When the last attempt was over; what follows is intended from here.</param>
internal readonly record struct CallResult(WireAnswer Answer, long Answered)
{
    public bool Succeeded => Answer.Succeeded;
}

/// <summary>A call that is over, and when its parts were.</summary>
internal readonly record struct CallEnd(
    ApiCall Call, Guid? Ticket, long? Refunded, long Intended, long Sent, long Attempted, long Answered, int Attempts, bool Unsure)
{
    /// <summary>
    /// A refusal says that nothing was done by the attempt that got it. An attempt before it that nobody answered may still have been, or be, done: then what is there
    /// is unknown.
    /// </summary>
    public JournalEntry ToEntry(WireAnswer answer) => new(
        Call.Operation,
        answer.Succeeded ? CommandOutcome.Acknowledged : Unsure ? CommandOutcome.Unknown : CommandOutcome.Refused,
        Call.Caller.Subject,
        Call.Caller.Role,
        Call.Key!,
        answer.Case?.Id ?? Ticket)
    {
        Version = answer.Succeeded ? answer.Version : null,
        Step = answer.Succeeded ? answer.Case?.Step : null,
        Refunded = answer.Succeeded ? Refunded : null,
        Code = answer.Succeeded ? null : answer.Code ?? answer.Failure,
        Attempts = Attempts,
        Replayed = answer.Replayed,
        Intended = Intended,
        Sent = Sent,
        Answered = Answered,
    };
}
