using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using AfterSales.LoadTests.Running;

namespace AfterSales.LoadTests.Driving.Fleet;

/// <summary>The coordinator as a driver sees it.</summary>
internal sealed class FleetLink : IDisposable
{
    private const int RoundTrips = 15;
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(100) };
    private readonly string _address;

    public FleetLink(Uri address) => _address = address.ToString().TrimEnd('/');

    public async Task<DriverTask> Join(CancellationToken cancellation)
    {
        try
        {
            using var answer = await _http.PostAsync($"{_address}/join", null, cancellation);
            return answer.StatusCode switch
            {
                HttpStatusCode.Conflict => throw new BenchRefusedException("The run has all the drivers it wants."),
                HttpStatusCode.OK => (await answer.Content.ReadFromJsonAsync(TaskJson.Default.DriverTask, cancellation))!,
                _ => throw new BenchRefusedException($"{_address} is not the address that the run printed ({(int)answer.StatusCode})."),
            };
        }
        catch (HttpRequestException failure)
        {
            throw new BenchRefusedException($"Nobody answers at {_address}: {failure.Message}");
        }
    }

    /// <summary>What has to be added to this machine's clock to get the coordinator's: of several round trips the shortest tells best.</summary>
    public async Task<TimeSpan> ClockOffset(CancellationToken cancellation)
    {
        var (best, offset) = (TimeSpan.MaxValue, TimeSpan.Zero);
        for (var i = 0; i < RoundTrips; i++)
        {
            var before = DateTimeOffset.UtcNow;
            var text = await _http.GetStringAsync($"{_address}/time", cancellation);
            var took = DateTimeOffset.UtcNow - before;
            var theirs = DateTimeOffset.UnixEpoch.AddMicroseconds(long.Parse(text, CultureInfo.InvariantCulture));
            if (took < best)
            {
                (best, offset) = (took, theirs - (before + (took / 2)));
            }
        }

        return offset;
    }

    public async Task<FleetOrder> Tell(string driver, DriverProgress progress, CancellationToken cancellation)
    {
        using var answer = await _http.PostAsync($"{_address}/{driver}/progress", JsonContent.Create(progress, TaskJson.Default.DriverProgress), cancellation);
        return (await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync(FleetJson.Default.FleetOrder, cancellation))!;
    }

    public async Task Deliver(DriverResult result, string? journal, CancellationToken cancellation)
    {
        if (journal is not null)
        {
            await using var file = File.OpenRead(journal);
            using var content = new StreamContent(file);
            (await _http.PutAsync($"{_address}/{result.Driver}/journal", content, cancellation)).EnsureSuccessStatusCode().Dispose();
        }

        using var body = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(result, DriverJson.Default.DriverResult));
        (await _http.PostAsync($"{_address}/{result.Driver}/result", body, cancellation)).EnsureSuccessStatusCode().Dispose();
    }

    public void Dispose() => _http.Dispose();
}
