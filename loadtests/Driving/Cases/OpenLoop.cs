using AfterSales.LoadTests.Driving.Counting;
using AfterSales.LoadTests.Running;

namespace AfterSales.LoadTests.Driving.Cases;

/// <summary>Lets the cases of one share arrive when they arrive, however the others fare.</summary>
/// <param name="maxCases">Under way in one driver; one that finds no room is missed by the driver, which is no error of the system.</param>
internal sealed class OpenLoop(CaseDesk desk, double[] arrivals, int share, int of, int maxCases = 200_000)
{
    /// <summary>An arrival due so shortly before the end, in microseconds, was not kept back by anybody.</summary>
    private const long JustDue = 50_000;

    private readonly TaskCompletionSource _finished = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Exception? _failure;
    private int _open = 1;

    /// <summary>Counts what is to arrive; before the start, for it may be much.</summary>
    public void Plan()
    {
        for (var number = share; number < arrivals.Length; number += of)
        {
            desk.Caller.Counters.Arriving(RunClock.Micros(arrivals[number]));
        }
    }

    /// <summary>Returns when all arrived and ended, or the drain is over. Throws when something failed that is not the system's to answer for.</summary>
    public async Task Run()
    {
        var counters = desk.Caller.Counters;
        var number = share;
        try
        {
            for (; number < arrivals.Length && _failure is null; number += of)
            {
                var due = RunClock.Micros(arrivals[number]);
                await desk.Clock.Until(due, desk.Stopping);

                // A driver that is behind waits for nothing, and still has no time left.
                desk.Stopping.ThrowIfCancellationRequested();
                if (Volatile.Read(ref _open) > maxCases)
                {
                    counters.Error(due, "driver-full");
                    continue;
                }

                counters.Arrived();
                Interlocked.Increment(ref _open);
                _ = Drive(number, due);
            }
        }
        catch (OperationCanceledException)
        {
            // Ended by its user, or the drain ended before the last arrival: then the driver is far behind, and its counts show it.
            var now = desk.Clock.Now;
            for (; number < arrivals.Length; number += of)
            {
                if (RunClock.Micros(arrivals[number]) is var due && due > now - JustDue)
                {
                    counters.NotArriving(due);
                }
            }
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
