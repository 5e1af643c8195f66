namespace Orleans.Embedded;

/// <summary>Activation or deactivation as a link of the call chain: calls made in it that come back would wait for ever.</summary>
internal sealed class LifeTurn : Request
{
    private readonly Func<Task> _body;

    public LifeTurn(Activation target, Request? cause, string name, Func<Task> body)
    {
        Target = target;
        Caller = cause;
        Name = name;
        _body = body;
    }

    public override string Name { get; }

    public override bool IsInternal => true;

    public override bool Blocks(Request other) => true;

    public override bool Fail(Exception exception) => false;

    protected override Task Invoke(object grain) => _body();

    // Not one of the activation's running requests, so nothing to account for.
    protected override void Leave(Task outcome)
    {
    }

    protected override void Settle(Task outcome)
    {
    }
}
