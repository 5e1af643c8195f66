using System.Numerics;
using AfterSales.Sla.Domain;

namespace AfterSales.Sla;

/// <summary>One case from its waking to its answer.</summary>
internal sealed partial class WheelDesk
{
    /// <summary>Clocks of two processes differ by so much at most, or somebody should know.</summary>
    private static readonly TimeSpan Skew = TimeSpan.FromSeconds(1);

    /// <summary>Being woken after a failure.</summary>
    private int _retried;

    private static byte Chance => FreshIds.Next().ToByteArray()[^1];

    private async Task Wake(DueEntry entry)
    {
        _retried += entry.Failures > 0 ? 1 : 0;
        TimeSpan? late = null;
        try
        {
            late = Land(entry, await _fire(entry.TicketId));
        }
        catch (Exception exception)
        {
            Rest(entry, exception.GetType().Name, exception);
        }
        finally
        {
            _retried -= entry.Failures > 0 ? 1 : 0;
            _ended++;
            var waiters = _answer;
            _answer = new TaskCompletionSource();
            waiters.TrySetResult();
            Pump();
        }

        // Last: whoever listens may throw.
        if (late is { } lateness)
        {
            _services.Metrics.Woken(lateness);
        }
    }

    /// <summary>How late the case was woken; null when it has to be woken again for the same.</summary>
    private TimeSpan? Land(DueEntry entry, Outcome<DueFacts> answer)
    {
        if (!answer.Succeeded)
        {
            Rest(entry, answer.Failure.Code, null);
            return null;
        }

        var now = Now;
        if (_wheel.Answered(entry, answer.Value, now))
        {
            _fired++;
            return now - entry.Due;
        }

        if (answer.Value.Version == entry.Version && answer.Value.Due == entry.Due && now - entry.Due < Skew)
        {
            // By the clock of the case's process it was woken a moment too early.
            var rest = RetryTimes.TooEarly(Chance);
            _wheel.PutOff(entry, now + rest);
            // Timers count whole milliseconds.
            _ = PumpAfter(rest + TimeSpan.FromMilliseconds(1));
        }
        else
        {
            Rest(entry, "still-due", null);
        }

        return null;
    }

    private async Task PumpAfter(TimeSpan rest)
    {
        await Task.Delay(rest, _services.Time, _stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        Pump();
    }

    private void Rest(DueEntry entry, string code, Exception? exception)
    {
        _wheel.Failed(entry, Now + RetryTimes.After(entry.Failures, Chance));
        _services.Metrics.Failed();
        if (BitOperations.IsPow2(entry.Failures + 1) && !_stopping.IsCancellationRequested)
        {
            SlaLog.NotWoken(_logger, exception, _shard, entry.TicketId, code, entry.Failures + 1);
        }
    }
}
