using Orleans.Runtime;

namespace AfterSales.Tests.Simulation.Worlds;

/// <summary>
/// A caller from outside, as the API's clients are: sends a request to whichever process runs, and again under the same key while the outcome is not known.
/// </summary>
internal sealed class Client(World world, Random random)
{
    private const int Attempts = 25;

    private static readonly HashSet<string> Again =
        [FailureCodes.Overloaded, FailureCodes.StorageUnavailable, FailureCodes.OutcomeUnknown, FailureCodes.VersionConflict];

    /// <summary>Null when the client gave up: the outcome is unknown to it.</summary>
    public async Task<Outcome<T>?> Call<T>(Func<IGrainFactory, Task<Outcome<T>>> request)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            if (await Once(request) is { } answer && (answer.Succeeded || !Again.Contains(answer.Failure.Code)))
            {
                return answer;
            }

            await world.Pause(TimeSpan.FromMilliseconds(20 + (random.NextDouble() * 400)));
        }

        return null;
    }

    private async Task<Outcome<T>?> Once<T>(Func<IGrainFactory, Task<Outcome<T>>> request)
    {
        if (world.Process.Life.IsOver)
        {
            return null;
        }

        var answer = new TaskCompletionSource<Outcome<T>?>();
        world.Process.Life.AtEnd(() => answer.TrySetResult(null));
        _ = Await(request(world.Process.Grains), answer);
        return await answer.Task;
    }

    private static async Task Await<T>(Task<Outcome<T>> call, TaskCompletionSource<Outcome<T>?> answer)
    {
        try
        {
            answer.TrySetResult(await call);
        }
        catch (Exception exception) when (exception is TimeoutException or OrleansException or OperationCanceledException)
        {
            answer.TrySetResult(null);
        }
        catch (Exception exception)
        {
            answer.TrySetException(exception);
        }
    }
}
