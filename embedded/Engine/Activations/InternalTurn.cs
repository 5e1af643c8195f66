namespace Orleans.Embedded;

/// <summary>The engine's own requests: activation, deactivation and timer ticks.</summary>
internal sealed class InternalTurn : Request
{
    private readonly Func<Task> _body;

    public InternalTurn(Activation target, string name, Func<Task> body) => (Target, Name, _body) = (target, name, body);

    public override string Name { get; }
    public override bool IsInternal => true;

    /// <summary>Whether nothing else starts meanwhile, not even interleaving calls.</summary>
    public bool BlocksAll { get; init; }

    public override bool Blocks(Request other) => BlocksAll || base.Blocks(other);
    public override bool Fail(Exception exception) => false;
    protected override Task Invoke(object grain) => _body();
}
