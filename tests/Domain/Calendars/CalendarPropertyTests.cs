using AfterSales.Calendars;
using Xunit;

namespace AfterSales.Tests.Domain.Calendars;

/// <summary>Random calendars in many zones against the obvious way, and the laws of business time. A failure names its seed.</summary>
public sealed class CalendarPropertyTests
{
    private const int Seeds = 300;
    private const int Questions = 6;

    [Fact]
    public void A_calendar_answers_as_the_obvious_one_does() => Each((seed, random, calendar) =>
    {
        var obvious = new ObviousCalendar(random.Definition);
        for (var i = 0; i < Questions; i++)
        {
            var (one, other, span) = (random.Instant(), random.Instant(), random.Span());
            Assert.True(obvious.IsOpen(one) == calendar.IsOpen(one), $"Seed {seed}: open at {one:O}");
            Equal(seed, obvious.NextOpening(one), calendar.NextOpening(one), $"opening after {one:O}");
            Equal(seed, obvious.Between(one, other), calendar.Between(one, other), $"from {one:O} to {other:O}");
            Equal(seed, obvious.Add(one, span), calendar.Add(one, span), $"{span} after {one:O}");
        }
    });

    [Fact]
    public void Adding_and_counting_undo_each_other() => Each((seed, random, calendar) =>
    {
        for (var i = 0; i < 20 * Questions; i++)
        {
            var (from, one, other) = (random.Instant(), random.Span() * (i % 40), random.Span());
            var due = calendar.Add(from, one);
            Equal(seed, one, calendar.Between(from, due), $"counted {one} after {from:O}");
            Equal(seed, calendar.Add(from, one + other), calendar.Add(due, other), $"{one} and {other} after {from:O}");
            Assert.True(due == from || calendar.IsOpen(due.AddTicks(-1)), $"Seed {seed}: {due:O} is not the first such instant");
        }
    });

    [Fact]
    public void Open_time_adds_up_wherever_it_is_cut() => Each((seed, random, calendar) =>
    {
        for (var i = 0; i < 20 * Questions; i++)
        {
            var times = new[] { random.Instant(), random.Instant(), random.Instant() }.Order().ToArray();
            Equal(
                seed, calendar.Between(times[0], times[2]), calendar.Between(times[0], times[1]) + calendar.Between(times[1], times[2]), $"cut at {times[1]:O}");
            var opening = calendar.NextOpening(times[0]);
            Assert.True(opening == times[0] || calendar.Between(times[0], opening) == TimeSpan.Zero, $"Seed {seed}: open before {opening:O}");
        }
    });

    private static void Each(Action<int, RandomCalendars, BusinessCalendar> test)
    {
        for (var seed = 0; seed < Seeds; seed++)
        {
            var random = new RandomCalendars(seed);
            Assert.True(CalendarValidator.Check(random.Definition).IsEmpty, $"Seed {seed} makes a calendar that is not valid.");
            test(seed, random, Make.Calendar(random.Definition));
        }
    }

    private static void Equal<T>(int seed, T expected, T actual, string what) =>
        Assert.True(Equals(expected, actual), $"Seed {seed}: {what} is {actual}, should be {expected}");
}
