using System.Numerics;
using AfterSales.Tickets;
using Microsoft.Extensions.Logging;

namespace AfterSales.Deadlines;

/// <summary>
/// Works on one extension, or on undoing it: asks every case under the rule, and then, once the read model holds everything that was written when it
/// began, those that had been missing. A case that does not answer is asked again until it does. Begun anew after a restart: a case counts its extension
/// once.
/// </summary>
/// <param name="status">As it was stored.</param>
/// <param name="notBefore">When to begin.</param>
/// <param name="open">Cases under the rule.</param>
/// <param name="grains">Cases.</param>
/// <param name="time">System time.</param>
/// <param name="logger">What does not answer.</param>
internal sealed class ExtensionRun(
    ExtensionStatus status, DateTimeOffset notBefore, IOpenDeadlines open, IGrainFactory grains, TimeProvider time, ILogger logger)
{
    public const int Parallelism = 32;
    private const int Passes = 2;
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Trouble = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(60);

    private readonly HashSet<Guid> _known = [];
    private readonly Queue<Guid> _waiting = [];
    private List<Guid> _silent = [];
    private DateTimeOffset? _mark;
    private DateTimeOffset _notBefore = notBefore;
    private int _passes;
    private int _rounds;
    private int _changed;

    /// <summary>How far it is; Done when nothing is left to do.</summary>
    public ExtensionStatus Status { get; private set; } = status with { Cases = 0, Changed = 0 };

    /// <summary>Nothing can be done before the next look.</summary>
    public bool IsPausing => time.GetUtcNow() < _notBefore;

    /// <summary>When a case did not answer last: what it was asked may still reach it.</summary>
    public DateTimeOffset LastSilence { get; private set; } = DateTimeOffset.MinValue;

    /// <summary>Something went wrong: not again at once.</summary>
    public void Rest() => _notBefore = time.GetUtcNow() + Trouble;

    /// <summary>Does a little: a reading, or a handful of cases. Throws when the read model cannot be reached; what was done stays done.</summary>
    public async Task Advance(CancellationToken cancellationToken)
    {
        if (IsPausing || Status.State == ExtensionState.Done)
        {
            return;
        }

        if (_waiting.Count == 0)
        {
            await Refill(cancellationToken);
        }

        await Ask();
        Status = Status with { Cases = _known.Count - _waiting.Count - _silent.Count, Changed = _changed };
    }

    private async Task Refill(CancellationToken cancellationToken)
    {
        _mark ??= await open.Mark(cancellationToken);
        if (_passes < Passes)
        {
            if (_passes > 0 && !await open.HasPassed(_mark.Value, cancellationToken))
            {
                _notBefore = time.GetUtcNow() + Look;
                return;
            }

            foreach (var id in await open.Load(Status.Extension.Rule, Status.Extension.Kinds, cancellationToken))
            {
                if (_known.Add(id))
                {
                    _waiting.Enqueue(id);
                }
            }

            _passes++;
        }
        else if (_silent.Count > 0)
        {
            if (BitOperations.IsPow2(_rounds + 1))
            {
                DeadlineLog.Silent(logger, Status.Extension.Id, _silent.Count, _silent[0]);
            }

            _silent.ForEach(_waiting.Enqueue);
            _silent = [];
            _rounds++;
        }
        else
        {
            Status = Status with { State = ExtensionState.Done };
        }
    }

    private async Task Ask()
    {
        var asked = new List<Guid>(Parallelism);
        while (asked.Count < Parallelism && _waiting.TryDequeue(out var id))
        {
            asked.Add(id);
        }

        var answers = await Task.WhenAll(asked.Select(Ask));
        for (var i = 0; i < asked.Count; i++)
        {
            if (answers[i] is not { } changed)
            {
                _silent.Add(asked[i]);
                LastSilence = time.GetUtcNow();
            }
            else if (changed)
            {
                _changed++;
            }
        }

        if (_waiting.Count == 0 && _silent.Count > 0)
        {
            var pause = TimeSpan.FromSeconds(1 << Math.Min(_rounds, 6));
            _notBefore = time.GetUtcNow() + (pause < LongestPause ? pause : LongestPause);
        }
    }

    /// <summary>Whether the case has it; null when it did not answer.</summary>
    private async Task<bool?> Ask(Guid id)
    {
        try
        {
            var ticket = grains.GetGrain<ITicketGrain>(id);
            var answer = Status.Undone ? await ticket.UndoExtension(Status.Extension.Id) : await ticket.ExtendDeadline(Status.Extension);
            // What is not there has no deadline.
            return answer.Succeeded ? answer.Value.Changed : answer.Failure.Code == FailureCodes.NotFound ? false : null;
        }
        catch (Exception exception)
        {
            DeadlineLog.NotAsked(logger, exception, Status.Extension.Id, id);
            return null;
        }
    }
}
