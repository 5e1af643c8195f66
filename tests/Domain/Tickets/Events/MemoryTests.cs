using AfterSales.Streams;
using AfterSales.Tickets;
using Xunit;

namespace AfterSales.Tests.Domain.Tickets;

/// <summary>Measured alone: what other tests allocate meanwhile would be counted.</summary>
[CollectionDefinition(nameof(MemoryTests), DisableParallelization = true)]
[Collection(nameof(MemoryTests))]
public sealed class MemoryTests
{
    [Fact]
    public void A_typical_case_is_kept_with_its_promises_in_two_kilobytes()
    {
        var states = new TicketState[1_000];
        var rows = Reach.Along(Case.Opened(TicketKind.ReturnRefund), TicketStep.AwaitingInspection);
        Replay.Of(rows);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        for (var i = 0; i < states.Length; i++)
        {
            states[i] = Replay.Of(rows);
        }

        var bytes = (GC.GetTotalMemory(forceFullCollection: true) - before) / states.Length;
        GC.KeepAlive(states);
        Assert.InRange(bytes, 200, 2_048);
        TestContext.Current.TestOutputHelper?.WriteLine($"{bytes} bytes a case");
    }
}
