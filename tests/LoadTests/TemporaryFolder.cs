namespace AfterSales.Tests.LoadTests;

/// <summary>A folder for one test, removed at its end.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("aftersales-test-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
