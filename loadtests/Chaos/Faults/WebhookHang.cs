using AfterSales.LoadTests.Systems.Receiving;

namespace AfterSales.LoadTests.Chaos.Faults;

internal sealed record WebhookHang() : Fault("webhook-hang", "the receiver of webhooks accepts and never answers for some seconds")
{
    public override bool Unseen => true;

    public override async Task<FaultHit> Throw(FaultScene scene, CancellationToken cancellation)
    {
        if (scene.System.Receiver is not { } receiver)
        {
            return FaultHit.None("nobody receives");
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

        var held = receiver.Held - before;
        return new FaultHit($"the receiver, {scene.Lasting.TotalSeconds:0.0} s, {held} requests held", held > 0);
    }
}
