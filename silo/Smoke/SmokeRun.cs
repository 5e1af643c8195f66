namespace AfterSales.Hosting.Smoke;

/// <summary>Runs every story and prints how each case went.</summary>
internal static class SmokeRun
{
    public static async Task<bool> Run(SmokeClient client, CancellationToken cancellation)
    {
        var failed = 0;
        var shop = new SmokeShop(client, Guid.NewGuid().ToString("N")[..8], await client.BusinessNow(cancellation));
        foreach (var story in SmokeStories.All)
        {
            try
            {
                var ticket = await story.Tell(shop, cancellation);
                Console.WriteLine($"ok      {story.Name}: {ticket.Path}");
            }
            catch (Exception exception) when (exception is SmokeFailedException or HttpRequestException)
            {
                failed++;
                Console.WriteLine($"FAILED  {story.Name}: {exception.Message}");
            }
        }

        Console.WriteLine(failed == 0 ? $"All {SmokeStories.All.Count} cases reached their end." : $"{failed} of {SmokeStories.All.Count} cases failed.");
        return failed == 0;
    }
}
