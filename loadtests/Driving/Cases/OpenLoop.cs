using AfterSales.LoadTests.Driving.Counting;
using AfterSales.LoadTests.Running;

namespace AfterSales.LoadTests.Driving.Cases;

/// <summary>Lets the cases of one share arrive when they arrive, however the others fare.</summary>
internal sealed class OpenLoop(CaseDesk desk, double[] arrivals, int share, int of)
{
    /// <summary>Cases under way in one driver; one that finds no room is counted as an error of the driver, not as one of the system.</summary>
    private const int MaxCases = 200_000;

    private readonly TaskCompletionSource _finished = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Exception? _failure;
    private int _open = 1;

    /// <summary>Returns when all arrived and ended, or the drain is over. Throws when something failed that is not the system's to answer for.</summary>
    public async Task Run()
    {
        try
        {
            for (var number = share; number < arrivals.Length && _failure is null; number += of)
            {
                var due = RunClock.Micros(arrivals[number]);
                await desk.Clock.Until(due, desk.Stopping);
                desk.Caller.Counters.Arrived(due);
                if (Volatile.Read(ref _open) > MaxCases)
                {
                    desk.Caller.Counters.Error(due, "driver-full");
                    continue;
                }

                Interlocked.Increment(ref _open);
                _ = Drive(number, due);
            }
        }
        catch (OperationCanceledException)
        {
            // The drain ended before the last arrival: the driver is far behind, and its counts show it.
        }

        Leave();
        await _finished.Task;
        if (_failure is not null)
        {
            throw new BenchRefusedException($"A driver failed: {_failure.Message}");
        }
    }

    private async Task Drive(int number, long due)
    {
        try
        {
            await new CaseRun(desk, number).Run(due);
        }
        catch (OperationCanceledException)
        {
            // What is open at the end is left open.
        }
        catch (Exception failure)
        {
            // A case of its own must not end the process without a word; the run ends with this one.
            Interlocked.CompareExchange(ref _failure, failure, null);
        }
        finally
        {
            Leave();
        }
    }

    private void Leave()
    {
        if (Interlocked.Decrement(ref _open) == 0)
        {
            _finished.TrySetResult();
        }
    }
}
