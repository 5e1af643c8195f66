namespace Orleans.Embedded;

/// <summary>A piece of work that needs the activation's scheduler to be the current one. Must not throw.</summary>
internal interface ITurn
{
    void Run();
}
