using AfterSales.Followers;
using AfterSales.Log;
using AfterSales.Policies;
using Microsoft.Extensions.Options;

namespace AfterSales.Notifications;

/// <summary>
/// From rows of the log to notifications. Repeating makes the same ones again, which are there already. What is wrong with one case becomes its fault and
/// stops no other; what is wrong with the database stops all.
/// </summary>
internal sealed class NotificationWork(
    NoticeLog log, NoticeCases cases, NoticeWriter writer, IPolicySource policies, TimeProvider time, IOptions<NotificationOptions> options)
{
    /// <summary>Contents of rows are large beside marks: a slice is read in parts.</summary>
    private const int MaxRows = 1_000;

    private static readonly TimeSpan LongestRest = TimeSpan.FromSeconds(2);

    public async Task Run(IReadOnlyList<LogMark> slice, SliceFaults faults, CancellationToken cancellationToken)
    {
        var policy = policies.Current.Notifications.Policy;
        foreach (var part in slice.Where(mark => mark.Kind == StreamKind.Ticket).Chunk(MaxRows))
        {
            var began = time.GetTimestamp();
            await Run(part, policy, faults, cancellationToken);
            if (part.Length == MaxRows)
            {
                await Rest(time.GetElapsedTime(began), cancellationToken);
            }
        }
    }

    private async Task Run(LogMark[] part, NotificationPolicy policy, SliceFaults faults, CancellationToken cancellationToken)
    {
        var rows = await log.Read(part, faults, cancellationToken);
        var concerned = rows.Where(row => Try(row.TicketId, () => NoticeRules.Concerns(row, policy), faults)).ToArray();
        if (concerned.Length == 0)
        {
            return;
        }

        var facts = await cases.Read(concerned, policy, faults, cancellationToken);
        var drafts = concerned.Where(row => facts.ContainsKey(row.TicketId) && !faults.Has(row.TicketId, Fault.View))
            .SelectMany(row => Try(row.TicketId, () => NoticeRules.Decide(row, facts[row.TicketId], policy), faults).OrEmpty());
        await Write([.. drafts], faults, cancellationToken);
    }

    /// <summary>Nobody waits for a notification as callers wait for a command: behind at a peak, it leaves the machine to them.</summary>
    private Task Rest(TimeSpan worked, CancellationToken cancellationToken)
    {
        var rest = worked * (100.0 / options.Value.BusyPercent - 1);
        return Task.Delay(rest < LongestRest ? rest : LongestRest, time, cancellationToken);
    }

    /// <summary>All at once; case by case when one of them spoils it.</summary>
    private async Task Write(NoticeDraft[] drafts, SliceFaults faults, CancellationToken cancellationToken)
    {
        try
        {
            await writer.Write(drafts, cancellationToken);
        }
        catch (Exception error) when (!FaultKinds.IsTransient(error))
        {
            foreach (var ofCase in drafts.GroupBy(draft => draft.TicketId))
            {
                await WriteCase(ofCase.Key, [.. ofCase], faults, cancellationToken);
            }
        }
    }

    private async Task WriteCase(Guid ticket, NoticeDraft[] drafts, SliceFaults faults, CancellationToken cancellationToken)
    {
        try
        {
            await writer.Write(drafts, cancellationToken);
        }
        catch (Exception error) when (!FaultKinds.IsTransient(error))
        {
            faults.Add(Fault.OfView(ticket, error));
        }
    }

    private static T? Try<T>(Guid ticket, Func<T> run, SliceFaults faults)
    {
        try
        {
            return run();
        }
        catch (Exception error) when (!FaultKinds.IsTransient(error))
        {
            faults.Add(Fault.OfView(ticket, error));
            return default;
        }
    }
}
