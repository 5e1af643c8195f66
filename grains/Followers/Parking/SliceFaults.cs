using System.Collections.Concurrent;

namespace AfterSales.Followers;

/// <param name="Stream">What was not delivered.</param>
/// <param name="Receiver">To whom: <see cref="View"/>, or an actor.</param>
/// <param name="Code">Failure code or kind of error; never a text, which may hold personal data.</param>
/// <param name="Transient">Of a kind that many have at once and that passes by itself.</param>
/// <param name="Error">What was thrown, if anything.</param>
internal sealed record Fault(Guid Stream, string Receiver, string Code, bool Transient, Exception? Error)
{
    /// <summary>The read model as a receiver.</summary>
    public const string View = "view";

    /// <summary>Code of what has no fault of its own: something before it is parked.</summary>
    public const string WaitsForEarlier = "waits-for-earlier";

    /// <summary>The one concerned: the stream when the read model does not take it, the receiver otherwise.</summary>
    public string Culprit => Receiver == View ? $"{View} {Stream}" : Receiver;

    /// <summary>
    /// What is not waited for again once it was parked. A defect is the same for all who have it: otherwise each bad stream would cost a minute.
    /// </summary>
    public string Cause => Transient ? Culprit : $"{Receiver.Split(' ')[0]}: {Code}";

    public static Fault OfView(Guid stream, Exception error) => new(stream, View, FaultKinds.CodeOf(error), FaultKinds.IsTransient(error), error);
}

/// <summary>What one attempt at a slice could not deliver, while everything else got through. Safe for many threads.</summary>
internal sealed class SliceFaults
{
    /// <summary>More culprits with passing faults than this at once are no fault of their own: the database or the cluster is unwell.</summary>
    private const int MaxTransient = 10;

    private readonly ConcurrentDictionary<(Guid Stream, string Receiver), Fault> _faults = new();
    private readonly ConcurrentDictionary<string, bool> _transient = new(StringComparer.Ordinal);

    public IReadOnlyCollection<Fault> All => [.. _faults.Values];

    public bool AreGeneral => _transient.Count > MaxTransient;

    public void Add(Fault fault)
    {
        _faults.TryAdd((fault.Stream, fault.Receiver), fault);
        if (fault.Transient)
        {
            _transient.TryAdd(fault.Culprit, true);
        }
    }

    public bool Has(Guid stream, string receiver) => _faults.ContainsKey((stream, receiver));
}

/// <summary>The slice is tried again: its faults may pass.</summary>
internal sealed class SliceFaultedException(int faults, Exception? first)
    : Exception($"{faults} rows or messages of the slice were not taken.", first);
