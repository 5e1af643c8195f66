using AfterSales.Followers;
using AfterSales.Sla.Domain;
using AfterSales.Streams;
using AfterSales.Time;
using Microsoft.Extensions.Logging;

namespace AfterSales.Sla;

/// <remarks>
/// Before each look at the wheel the follower has told it everything committed so far. Other processes follow the stored offset each second; what this
/// wakes does not wait for that: a shard, and a case that is not due by its own clock, read it at once (<see cref="IBusinessClock.CatchUp"/>).
/// </remarks>
/// <inheritdoc cref="IClockJourney"/>
internal sealed class ClockJourney(
    IBusinessClock clock, IBusinessClockControl control, IGrainFactory grains, IFollowedLog log, ILogger<ClockJourney> logger) : IClockJourney, IDisposable
{
    /// <summary>Cases woken by one call of a shard: it has to answer in time.</summary>
    private const int MostAtOnce = 100;

    private readonly SemaphoreSlim _one = new(1);

    public async Task<Outcome<JourneyEnd>> Advance(TimeSpan by, CancellationToken cancellationToken)
    {
        // Counted from the call: whoever asks while another journey is under way travels with it, not as far again.
        await clock.CatchUp();
        var target = clock.Now + by;
        await _one.WaitAsync(cancellationToken);
        try
        {
            return await Travel(target, by, cancellationToken);
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    private async Task<Outcome<JourneyEnd>> Travel(DateTimeOffset target, TimeSpan by, CancellationToken cancellationToken)
    {
        var plan = new JourneyPlan(target);
        var fired = 0;
        while (true)
        {
            if (!await log.CatchUp(cancellationToken))
            {
                return StorageFailures.Unavailable;
            }

            var earliest = await Earliest();
            if (!earliest.Succeeded)
            {
                return earliest.Failure;
            }

            var arrived = earliest.Value.Due is not { } due || due > target || plan.IsOver;
            await control.AdvanceTo(arrived ? target : plan.Next(clock.Now, earliest.Value.Due!.Value), cancellationToken);
            if (arrived && !plan.IsOver)
            {
                break;
            }

            var woken = await FireDue();
            if (!woken.Succeeded)
            {
                return woken.Failure;
            }

            fired += woken.Value;
            if (arrived)
            {
                break;
            }
        }

        SlaLog.Travelled(logger, by, fired);
        return new JourneyEnd(clock.Now, fired);
    }

    private async Task<Outcome<DueAnswer>> Earliest()
    {
        var answers = await Task.WhenAll(Shards.Select(shard => shard.NextDue()));
        var failed = answers.FirstOrDefault(answer => !answer.Succeeded);
        return failed.Failure is { } failure ? failure : new DueAnswer(answers.Min(answer => answer.Value!.Due));
    }

    private async Task<Outcome<int>> FireDue()
    {
        var answers = await Task.WhenAll(Shards.Select(FireDue));
        var failed = answers.FirstOrDefault(answer => !answer.Succeeded);
        return failed.Failure is { } failure ? failure : answers.Sum(answer => answer.Value);
    }

    private static async Task<Outcome<int>> FireDue(ISlaWheelGrain shard)
    {
        for (var fired = 0; ;)
        {
            var answer = await shard.FireDue(MostAtOnce);
            fired += answer.Value;
            if (!answer.Succeeded || answer.Value < MostAtOnce)
            {
                return answer.Succeeded ? fired : answer;
            }
        }
    }

    private IEnumerable<ISlaWheelGrain> Shards => Enumerable.Range(0, WheelKeys.Shards).Select(shard => grains.GetGrain<ISlaWheelGrain>(WheelKeys.Of(shard)));
}
