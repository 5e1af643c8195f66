namespace AfterSales.LoadTests.Systems;

/// <summary>Which fronts are there.</summary>
internal static class FrontCheck
{
    private static readonly TimeSpan AskAgainAfter = TimeSpan.FromMilliseconds(200);

    /// <summary>Fronts that did not answer within that time that they are ready.</summary>
    public static async Task<ImmutableArray<Uri>> Dead(ImmutableArray<Uri> fronts, TimeSpan within)
    {
        using var http = new HttpClient();
        using var enough = new CancellationTokenSource(within);
        var ready = await Task.WhenAll(fronts.Select(front => IsReady(http, front, enough.Token)));
        return [.. fronts.Where((_, index) => !ready[index])];
    }

    private static async Task<bool> IsReady(HttpClient http, Uri front, CancellationToken enough)
    {
        try
        {
            while (!await Answers(http, front, enough))
            {
                await Task.Delay(AskAgainAfter, enough);
            }

            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private static async Task<bool> Answers(HttpClient http, Uri front, CancellationToken enough)
    {
        try
        {
            using var answer = await http.GetAsync(new Uri(front, "/health/ready"), enough);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
