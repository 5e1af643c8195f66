using AfterSales.LoadTests.Systems.Receiving;

namespace AfterSales.LoadTests.Chaos.Faults;

internal sealed record WebhookHang() : Fault("webhook-hang", "the receiver of webhooks accepts and never answers for some seconds")
{
    public override bool Unseen => true;

    public override async Task<string> Throw(FaultScene scene, CancellationToken cancellation)
    {
        if (scene.System.Receiver is not { } receiver)
        {
            return "nobody receives";
        }

        var before = receiver.Held;
        receiver.Manner = ReceiverManner.Hangs;
        try
        {
            await Task.Delay(scene.Lasting, cancellation);
        }
        finally
        {
            receiver.Manner = ReceiverManner.Answers;
        }

        return $"the receiver, {scene.Lasting.TotalSeconds:0.0} s, {receiver.Held - before} requests held";
    }
}
