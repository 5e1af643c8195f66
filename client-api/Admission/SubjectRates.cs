using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;

namespace AfterSales.Api.Admission;

/// <summary>Requests per second of one subject, by what he is. Limiters of quiet subjects are dropped by themselves.</summary>
internal sealed class SubjectRates : IDisposable
{
    private readonly AdmissionOptions _options;
    private readonly PartitionedRateLimiter<Caller> _limiter;

    public SubjectRates(IOptions<AdmissionOptions> options)
    {
        _options = options.Value;
        _limiter = PartitionedRateLimiter.Create<Caller, (string, string, int)>(caller =>
            RateLimitPartition.GetTokenBucketLimiter((caller.Issuer, caller.Subject, PerSecond(caller)), key => Bucket(key.Item3)));
    }

    /// <summary>One request.</summary>
    public bool TryTake(Caller caller)
    {
        using var lease = _limiter.AttemptAcquire(caller);
        return lease.IsAcquired;
    }

    /// <summary>The items of a batch, whose request has taken one already.</summary>
    public bool TryTakeItems(Caller caller, int items)
    {
        // A batch larger than the whole burst could never pass; it takes all that its own request left.
        var more = Math.Min(items, PerSecond(caller) * _options.BurstSeconds) - 1;
        if (more < 1)
        {
            return true;
        }

        using var lease = _limiter.AttemptAcquire(caller, more);
        return lease.IsAcquired;
    }

    public void Dispose() => _limiter.Dispose();

    private int PerSecond(Caller caller) =>
        caller.HasAny(Roles.Integration | Roles.Admin) ? _options.SystemPerSecond
        : caller.IsStaff ? _options.StaffPerSecond
        : _options.CustomerPerSecond;

    private TokenBucketRateLimiterOptions Bucket(int perSecond) => new()
    {
        TokenLimit = perSecond * _options.BurstSeconds,
        TokensPerPeriod = perSecond,
        ReplenishmentPeriod = TimeSpan.FromSeconds(1),
        QueueLimit = 0,
        AutoReplenishment = true,
    };
}
