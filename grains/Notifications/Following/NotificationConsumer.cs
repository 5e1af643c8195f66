using AfterSales.Followers;
using AfterSales.Log;

namespace AfterSales.Notifications;

/// <summary>
/// The follower <c>notifications</c>: every row of the log becomes the notifications that the policy of the moment wants. Its cursor was born at the end of the
/// log (migration 0017), so that a first start tells nobody of years gone by. It sends nothing: a mail server that is slow or away does not hold it up.
/// </summary>
internal sealed class NotificationConsumer(NotificationWork work, FaultJudge judge) : ILogConsumer
{
    public const string ConsumerName = "notifications";

    public string Name => ConsumerName;

    public async Task Consume(IReadOnlyList<LogMark> slice, CancellationToken cancellationToken)
    {
        var faults = new SliceFaults();
        await work.Run(slice, faults, cancellationToken);
        await judge.Judge(Name, new SliceStreams(slice), faults, cancellationToken);
    }
}
