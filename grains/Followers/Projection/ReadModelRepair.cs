using AfterSales.Log;
using Microsoft.Extensions.Options;

namespace AfterSales.Followers;

/// <summary>Makes the read model hold every stream of a slice at least in the slice's version.</summary>
internal sealed class ReadModelRepair(ViewGaps gaps, IEnumerable<IViewRepair> views, IOptions<FollowerOptions> options, TimeProvider time)
{
    /// <summary>How often the fast path's progress is looked at while it is waited for.</summary>
    private const int Looks = 3;

    private static readonly TimeSpan LocalLook = TimeSpan.FromMilliseconds(10);

    private readonly IViewRepair[] _views = [.. views];

    /// <param name="streams">What must be there.</param>
    /// <param name="settle">Give the fast path a little time before anything is folded from the log.</param>
    /// <param name="faults">Takes the streams that could not be brought there.</param>
    /// <param name="cancellationToken">Ends the work; what was written stays.</param>
    public async Task Ensure(SliceStreams streams, bool settle, SliceFaults faults, CancellationToken cancellationToken)
    {
        var parts = Array.ConvertAll(_views, view => new Part(view, streams.Of(view.Kind)));
        await Look(parts, cancellationToken);
        if (settle)
        {
            await WaitForOwn(parts, cancellationToken);
            await Look(parts, cancellationToken);
        }

        for (var look = 0; settle && look < Looks && Array.Exists(parts, part => part.IsBehind); look++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(options.Value.SettleMilliseconds / (double)Looks), time, cancellationToken);
            await Look(parts, cancellationToken);
        }

        foreach (var part in parts)
        {
            await part.View.Repair(part.Behind, part.Wanted, faults, cancellationToken);
        }
    }

    private async Task Look(Part[] parts, CancellationToken cancellationToken)
    {
        foreach (var part in parts)
        {
            part.Behind = await gaps.Find(part.View.Kind, part.ToFind(), cancellationToken);
        }
    }

    /// <summary>
    /// What this process itself is about to write is watched in memory and costs no look at the database; in a backlog that is nearly everything.
    /// </summary>
    private async Task WaitForOwn(Part[] parts, CancellationToken cancellationToken)
    {
        var until = time.GetTimestamp() + (long)(options.Value.SettleMilliseconds / 1000.0 * time.TimestampFrequency);
        while (Array.Exists(parts, part => part.View.AnyWaits(part.Behind)) && time.GetTimestamp() < until)
        {
            await Task.Delay(LocalLook, time, cancellationToken);
        }
    }

    /// <summary>One table's share of the slice.</summary>
    private sealed class Part(IViewRepair view, IReadOnlyDictionary<Guid, int> wanted)
    {
        private List<Guid>? _behind;

        public IViewRepair View => view;

        public IReadOnlyDictionary<Guid, int> Wanted => wanted;

        public List<Guid> Behind
        {
            get => _behind ?? [];
            set => _behind = value;
        }

        public bool IsBehind => Behind.Count > 0;

        /// <summary>The first look is at everything, a further one at what was missing.</summary>
        public IReadOnlyDictionary<Guid, int> ToFind() => _behind is null ? wanted : _behind.ToDictionary(id => id, id => wanted[id]);
    }
}
