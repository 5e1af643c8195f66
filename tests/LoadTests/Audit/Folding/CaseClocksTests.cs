using System.Text.Json;
using AfterSales.LoadTests.Audit.Folding;

namespace AfterSales.Tests.LoadTests.Audit.Folding;

/// <summary>When a promise is broken by what events say, counted without the product's own clocks.</summary>
public sealed class CaseClocksTests
{
    private const string Started = """{"t":"sla-activated.v1","policy":3,"clocks":[{"clock":"resolution","target":900}]}""";
    private const string Paused = """{"t":"sla-paused.v1","clocks":["resolution"]}""";
    private const string Resumed = """{"t":"sla-resumed.v1","clocks":["resolution"]}""";

    private static readonly DateTime Begin = new(2026, 3, 9, 8, 0, 0, DateTimeKind.Utc);

    private readonly CaseClocks _clocks = new();

    [Fact]
    public void One_that_runs_is_due_when_its_target_is_used_up() => Due(900, (0, Started));

    [Fact]
    public void One_that_rested_is_due_later_by_its_rest() => Due(1_000, (0, Started), (300, Paused), (400, Resumed));

    [Fact]
    public void One_that_rests_is_not_due() => Due(null, (0, Started), (300, Paused));

    [Fact]
    public void Another_target_keeps_what_was_consumed() =>
        Due(1_900, (0, Started), (300, Paused), (400, Resumed), (500, """{"t":"sla-retargeted.v1","policy":4,"clocks":[{"clock":"resolution","target":1800}]}"""));

    [Fact]
    public void What_a_calendar_counted_is_as_stored() => Due(
        3_600,
        (0, Started),
        (300, """{"t":"sla-paused.v1","clocks":["resolution"],"used":[{"clock":"resolution","consumed":1000000}]}"""),
        (400, """{"t":"sla-resumed.v1","clocks":["resolution"],"courses":[{"clock":"resolution","due":"2026-03-09T09:00:00+00:00"}]}"""));

    [Fact]
    public void One_that_is_broken_kept_or_withdrawn_is_not_due_and_the_next_one_is() => Due(
        1_100,
        (0, """{"t":"sla-activated.v1","policy":3,"clocks":[{"clock":"a","target":60},{"clock":"b","target":70},{"clock":"c","target":80},{"clock":"d","target":1100}]}"""),
        (60, """{"t":"sla-breached.v1","clock":"a"}"""),
        (61, """{"t":"sla-fulfilled.v1","clocks":["b"]}"""),
        (62, """{"t":"sla-cancelled.v1","clocks":["c"]}"""));

    private void Due(int? seconds, params (int At, string Stored)[] events)
    {
        foreach (var (at, stored) in events)
        {
            using var document = JsonDocument.Parse(stored);
            Assert.True(_clocks.Apply(document.RootElement.GetProperty("t").GetString()!, document.RootElement, Begin.AddSeconds(at)));
        }

        Assert.Equal(seconds, (_clocks.Next?.Due - Begin)?.TotalSeconds);
    }
}
