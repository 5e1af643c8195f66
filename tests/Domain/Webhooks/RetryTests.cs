using System.Collections.Immutable;
using AfterSales.Webhooks;
using Xunit;

namespace AfterSales.Tests.Domain.Webhooks;

public sealed class RetryTests
{
    private static readonly RetrySchedule Schedule = new WebhookOptions().Schedule;
    private static readonly CircuitLimits Limits = new(10, TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(10));
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(1, 5)]
    [InlineData(2, 300)]
    [InlineData(3, 1_800)]
    [InlineData(4, 7_200)]
    [InlineData(5, 18_000)]
    [InlineData(6, 36_000)]
    [InlineData(7, 50_400)]
    [InlineData(8, 72_000)]
    [InlineData(9, 86_400)]
    public void Each_attempt_waits_longer_than_the_one_before_a_fifth_more_or_less(int attempts, int seconds)
    {
        Assert.Equal(seconds * 0.8, Schedule.After(attempts, null, 0)!.Value.TotalSeconds, 3);
        Assert.Equal(seconds, Schedule.After(attempts, null, 0.5)!.Value.TotalSeconds, 3);
        Assert.Equal(seconds * 1.2, Schedule.After(attempts, null, 1)!.Value.TotalSeconds, 3);
    }

    [Fact]
    public void After_the_tenth_attempt_there_is_no_other() => Assert.Null(Schedule.After(10, TimeSpan.FromSeconds(1), 0.5));

    [Theory]
    [InlineData(60, 60)]
    [InlineData(1, 5)]
    [InlineData(-10, 5)]
    [InlineData(1_000_000, 3_600)]
    public void What_a_receiver_asks_for_lengthens_a_delay_within_bounds(int asked, int expected) =>
        Assert.Equal(expected, Schedule.After(1, TimeSpan.FromSeconds(asked), 0.5)!.Value.TotalSeconds, 3);

    [Fact]
    public void What_a_receiver_asks_for_never_shortens_a_delay_beyond_the_bound() =>
        Assert.Equal(18_000, Schedule.After(5, TimeSpan.FromDays(2), 0.5)!.Value.TotalSeconds, 3);

    [Fact]
    public void Ten_failures_in_a_row_open_the_circuit_and_a_success_in_between_does_not_let_it_come_to_that()
    {
        var circuit = Fail(Circuit.Closed, 9);
        Assert.Equal(CircuitState.Closed, circuit.StateAt(Start));
        Assert.Equal(CircuitState.Closed, Fail(Circuit.Closed, 9).StateAt(Start));
        circuit = Fail(circuit, 1);
        Assert.Equal(CircuitState.Open, circuit.StateAt(Start));
        Assert.Equal(0, circuit.Room(Start, 8));
        Assert.Equal(Start.AddSeconds(30), circuit.OpenUntil);
        // What was under way when it opened tells nothing new.
        Assert.Equal(circuit, circuit.Fail(Start.AddSeconds(29), Limits, TimeSpan.Zero));
    }

    [Fact]
    public void One_probe_goes_out_when_its_time_is_over_and_each_that_fails_doubles_it_up_to_ten_minutes()
    {
        var circuit = Fail(Circuit.Closed, 10);
        var lasted = new List<double>();
        for (var probe = 0; probe < 7; probe++)
        {
            var now = circuit.OpenUntil!.Value;
            Assert.Equal((CircuitState.HalfOpen, 1), (circuit.StateAt(now), circuit.Room(now, 8)));
            circuit = circuit.Fail(now, Limits, TimeSpan.Zero);
            lasted.Add((circuit.OpenUntil!.Value - now).TotalSeconds);
        }

        Assert.Equal([60, 120, 240, 480, 600, 600, 600], lasted);
    }

    [Fact]
    public void A_circuit_is_open_at_least_as_long_as_the_receiver_asked_for() =>
        Assert.Equal(Start.AddSeconds(100), Fail(Circuit.Closed, 9).Fail(Start, Limits, TimeSpan.FromSeconds(100)).OpenUntil);

    [Theory]
    [InlineData(200, true, "delivered")]
    [InlineData(204, true, "delivered")]
    [InlineData(299, true, "delivered")]
    [InlineData(301, false, "redirect")]
    [InlineData(307, false, "redirect")]
    [InlineData(400, false, "refused")]
    [InlineData(410, false, "gone")]
    [InlineData(429, false, "throttled")]
    [InlineData(500, false, "failed")]
    [InlineData(101, false, "failed")]
    public void Only_2xx_is_a_success(int status, bool succeeded, string outcome)
    {
        var attempt = new Attempt(status);
        Assert.Equal((succeeded, outcome), (attempt.Succeeded, attempt.Outcome));
    }

    private static Circuit Fail(Circuit circuit, int times) =>
        Enumerable.Range(0, times).Aggregate(circuit, (failed, _) => failed.Fail(Start, Limits, TimeSpan.Zero));
}
