using AfterSales.LoadTests.Systems;

namespace AfterSales.LoadTests.Sampling.Metrics;

/// <summary>Asks every process for its metrics at once; who does not answer in time is left out of the sample.</summary>
internal sealed class MetricsScraper : IDisposable
{
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromMilliseconds(800) };

    public async Task<IReadOnlyCollection<MetricsPage>> Scrape(LoadedSystem system)
    {
        // Of a system elsewhere only the fronts are known; each of them is a process with metrics of its own.
        var targets = system.Processes.Any(process => process.Metrics is not null)
            ? system.Processes.Where(process => process.Metrics is not null).Select(process => (process.Name, process.Id, Url: process.Metrics!))
            : system.Fronts.Select(front => (Name: front.Authority, Id: 0, Url: new Uri(front, "/metrics")));
        var pages = await Task.WhenAll(targets.Select(target => Read(target.Name, target.Id, target.Url)));
        return [.. pages.OfType<MetricsPage>()];
    }

    public void Dispose() => _http.Dispose();

    private async Task<MetricsPage?> Read(string name, int id, Uri url)
    {
        try
        {
            var text = await _http.GetStringAsync(url);
            return new MetricsPage(name, id, MetricsText.Read(text, ServiceMeter.Names));
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or OperationCanceledException)
        {
            return null; // Dead, stopped or too busy: the sample shows the gap.
        }
    }
}
