using AfterSales.Sla;
using AfterSales.Sla.Domain;
using AfterSales.Tests.Domain.Queues;
using Xunit;

namespace AfterSales.Tests.Domain.Sla;

/// <summary>Random events by seed: the wheel tells and begins what a full search does.</summary>
public sealed class ModelTests
{
    private const int Cases = 60;

    private readonly Wheel _wheel = new();
    private readonly NaiveWheel _model = new();
    private readonly List<DueEntry> _flights = [];
    private DateTimeOffset _now = new(2026, 3, 10, 12, 0, 0, TimeSpan.Zero);
    private Random _random = null!;

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 60)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void The_same_entries_in_the_same_order_as_a_full_search(int seed)
    {
        _random = new Random(seed);
        for (var step = 0; step < 2_000; step++)
        {
            Event();
            Assert.Equal(_model.Count, _wheel.Count);
            Assert.Equal(_model.InFlight, _wheel.InFlight);
            Assert.Equal(_model.NextDue, _wheel.NextDue);
            Assert.Equal(_model.Overdue(_now), _wheel.Overdue(_now));
        }
    }

    private void Event()
    {
        switch (_random.Next(6))
        {
            case 0 or 1:
                var facts = Facts(Floor.Id(_random.Next(Cases)), _random.Next(1, 40));
                _wheel.Set(facts);
                _model.Set(facts);
                break;
            case 2:
                _now += TimeSpan.FromSeconds(_random.Next(20));
                break;
            case 3:
                Begin();
                break;
            default:
                if (_flights.Count > 0)
                {
                    End(_random.Next(_flights.Count));
                }

                break;
        }
    }

    private void Begin()
    {
        if (_wheel.TryBegin(_now, out var entry))
        {
            Assert.True(_model.Begin(entry.TicketId, _now), "the earliest that is due is begun");
            _flights.Add(entry);
        }
        else
        {
            Assert.False(_model.NextDue <= _now);
        }
    }

    private void End(int flight)
    {
        var begun = _flights[flight];
        _flights.RemoveAt(flight);
        if (_random.Next(3) > 0)
        {
            var answer = Facts(begun.TicketId, Math.Max(1, begun.Version + _random.Next(-1, 3)));
            var landed = _wheel.Answered(begun, answer, _now);
            Assert.Equal(_model.Answered(begun.Version, answer, _now), landed);
            if (landed)
            {
                return;
            }
        }

        var retryAt = _now + RetryTimes.After(begun.Failures, (byte)_random.Next(256));
        _wheel.Failed(begun, retryAt);
        _model.Failed(begun.TicketId, begun.Version, begun.Failures, retryAt);
    }

    private DueFacts Facts(Guid id, int version) =>
        new(id, version, _random.Next(4) == 0 ? null : _now + TimeSpan.FromSeconds(_random.Next(-30, 90)));
}
