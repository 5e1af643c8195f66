using AfterSales.Followers;
using AfterSales.Log;
using AfterSales.Policies;

namespace AfterSales.Notifications;

/// <summary>From rows of the log to notifications. Repeating makes the same ones again, which are there already.</summary>
internal sealed class NotificationWork(NoticeLog log, NoticeCases cases, NoticeWriter writer, IPolicySource policies)
{
    /// <summary>Contents of rows are large beside marks: a slice is read in parts.</summary>
    private const int MaxRows = 1_000;

    public async Task Run(IReadOnlyList<LogMark> slice, SliceFaults faults, CancellationToken cancellationToken)
    {
        var policy = policies.Current.Notifications.Policy;
        foreach (var part in slice.Where(mark => mark.Kind == StreamKind.Ticket).Chunk(MaxRows))
        {
            var rows = await log.Read(part, faults, cancellationToken);
            var concerned = rows.Where(row => NoticeRules.Concerns(row, policy)).ToArray();
            if (concerned.Length == 0)
            {
                continue;
            }

            var facts = await cases.Read(concerned, policy, faults, cancellationToken);
            var drafts = concerned.Where(row => facts.ContainsKey(row.TicketId)).SelectMany(row => NoticeRules.Decide(row, facts[row.TicketId], policy));
            await writer.Write([.. drafts], cancellationToken);
        }
    }
}
