using AfterSales.Tickets;

namespace AfterSales.Hosting.Demo;

/// <summary>A wave of questions by customers of the demo desk, more than its agents can take at once.</summary>
internal sealed class DemoWave(IGrainFactory grains)
{
    private const int Cases = 90;

    private static readonly string[] Questions = ["Where is my parcel?", "How do I clean it?", "Is there a spare part?", "Can I have an invoice?", "发票什么时候开?"];

    public Task Open(CancellationToken stopping) => Parallel.ForAsync(0, Cases, new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = stopping }, async (number, _) =>
    {
        var customer = DemoShop.DeskCustomer(number);
        var open = new OpenTicket
        {
            Kind = TicketKind.Consultation,
            OrderId = DemoShop.DeskOrder(number),
            Category = TicketCategory.Service,
            Channel = Channel.Chat,
            Subject = Questions[number % Questions.Length],
            Description = "A question to the demo desk.",
        };
        try
        {
            await grains.GetGrain<ITicketGrain>(Guid.CreateVersion7())
                .Open(open, new CallContext(new Caller("aftersales", customer, Roles.Customer), CommandId.New()));
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // A silo went: one question less.
        }
    });
}
