using System.Diagnostics.Metrics;
using AfterSales.ReadModel;

namespace AfterSales.Tests.Storage.ReadModel;

internal static class TestMetrics
{
    public static ReadModelMetrics ReadModel { get; } = new(new Factory());

    private sealed class Factory : IMeterFactory
    {
        public Meter Create(MeterOptions options) => new(options);

        public void Dispose()
        {
        }
    }
}
