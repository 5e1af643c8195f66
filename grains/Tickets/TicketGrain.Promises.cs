using AfterSales.Deadlines;
using AfterSales.Sla;
using AfterSales.Streams;

namespace AfterSales.Tickets;

/// <summary>What the wheel and an extension of deadlines ask; see <see cref="PromiseDesk"/>.</summary>
internal sealed partial class TicketGrain
{
    public async Task<Outcome<DueFacts>> Fire()
    {
        var wokenForThis = _stream is { IsLoaded: false, Version: 0 };
        var answer = Kept(await CatchUp() is { } unreachable ? new PromiseStep<DueFacts>(unreachable, null) : await _promises.Fire());
        if (wokenForThis)
        {
            // With thousands due each second, cases that nobody speaks to would fill the memory until they are collected.
            DeactivateOnIdle();
        }

        return answer;
    }

    public async Task<Outcome<ExtensionAnswer>> ExtendDeadline(DeadlineExtension extension) => Kept(await _promises.Extend(extension));

    public async Task<Outcome<ExtensionAnswer>> UndoExtension(Guid extensionId) => Kept(await _promises.Undo(extensionId));

    /// <summary>A row must not miss what stops a clock because this process has not heard yet of the policy that set it.</summary>
    private async Task<Failure?> CatchUp()
    {
        if (await _stream.TryEnsureCurrent() is { } unreachable)
        {
            return unreachable;
        }

        await services.CatchUp(_stream.State);
        return null;
    }

    /// <summary>Tells whom a change concerns, and passes the answer on.</summary>
    private Outcome<T> Kept<T>(PromiseStep<T> step)
    {
        if (step.Before is { } before)
        {
            Publish(before);
        }
        else if (!step.Answer.Succeeded)
        {
            LogNotKept(_id, _stream.Version, step.Answer.Failure.Code);
        }

        return step.Answer;
    }
}
