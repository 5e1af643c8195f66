using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using AfterSales.LoadTests.Http;
using AfterSales.LoadTests.Product;

namespace AfterSales.LoadTests.Chaos.Restart;

/// <summary>A caller who knocks until the door is open: the first command that a process takes after its start.</summary>
internal sealed class FirstCommand(Uri front, string key) : IDisposable
{
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly ApiCaller Caller = ApiCaller.Customer("knocking");

    private const string Body = """{"kind":"Complaint","channel":"Web","subject":"knocking","description":"Is anybody there?"}""";

    private readonly HttpClient _http = new() { BaseAddress = front, Timeout = TimeSpan.FromSeconds(5) };
    private readonly string _token = ProductTokens.Cache(key).Of(Caller);

    /// <summary>Time until a case was opened.</summary>
    public async Task<TimeSpan> Wait(CancellationToken cancellation)
    {
        var started = Stopwatch.GetTimestamp();
        var once = Guid.NewGuid().ToString("N");
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(Patience);
        while (!await Try(once, deadline.Token))
        {
            await Task.Delay(Between, deadline.Token);
        }

        return Stopwatch.GetElapsedTime(started);
    }

    public void Dispose() => _http.Dispose();

    private async Task<bool> Try(string once, CancellationToken cancellation)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/tickets") { Content = new StringContent(Body, Encoding.UTF8, "application/json") };
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _token);
            request.Headers.Add("Idempotency-Key", once);
            using var answer = await _http.SendAsync(request, cancellation);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception failure) when (failure is HttpRequestException || (failure is TaskCanceledException && !cancellation.IsCancellationRequested))
        {
            return false;
        }
    }
}
