using Microsoft.Extensions.Options;

namespace Orleans.Embedded;

/// <summary>Reports every wrong setting and every grain that the engine could not run, in one exception.</summary>
internal sealed class EmbeddedEngineOptionsValidator : IValidateOptions<EmbeddedEngineOptions>
{
    public ValidateOptionsResult Validate(string? name, EmbeddedEngineOptions options)
    {
        string[] errors = [.. Errors(options), .. GrainRules.Violations(options.GrainAssemblies)];
        return errors.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    private static IEnumerable<string> Errors(EmbeddedEngineOptions options)
    {
        TimeSpan tenth = TimeSpan.FromMilliseconds(100);
        string?[] errors =
        [
            Check(!string.IsNullOrWhiteSpace(options.ServiceId), "ServiceId is empty."),
            Check(options.GrainAssemblies.Count > 0, "GrainAssemblies is empty."),
            Range(options.ResponseTimeout, TimeSpan.FromMilliseconds(10), TimeSpan.FromHours(1), nameof(options.ResponseTimeout)),
            Range(options.CollectionQuantum, tenth, TimeSpan.FromHours(1), nameof(options.CollectionQuantum)),
            Range(options.CollectionAge, options.CollectionQuantum, TimeSpan.FromDays(365), nameof(options.CollectionAge)),
            Range(options.DeactivationTimeout, tenth, TimeSpan.FromMinutes(10), nameof(options.DeactivationTimeout)),
            Range(options.ReminderPollInterval, tenth, TimeSpan.FromMinutes(1), nameof(options.ReminderPollInterval)),
            Check(options.MaxQueuedRequestsPerActivation >= 1, "MaxQueuedRequestsPerActivation is below 1."),
            Check(options.MaxTurnsPerSlice >= 1, "MaxTurnsPerSlice is below 1."),
            Check(options.StateSerializer is not null, "StateSerializer is null."),
        ];
        IEnumerable<string?> ofGrains = options.Grains.SelectMany(pair => new[]
        {
            Check(pair.Value.MaxQueuedRequests is null or >= 1, $"MaxQueuedRequests of {pair.Key} is below 1."),
            Range(pair.Value.CollectionAge ?? options.CollectionAge, options.CollectionQuantum, TimeSpan.FromDays(365), $"CollectionAge of {pair.Key}"),
        });
        return errors.Concat(ofGrains).OfType<string>();
    }

    private static string? Check(bool holds, string error) => holds ? null : error;

    private static string? Range(TimeSpan value, TimeSpan least, TimeSpan most, string name) =>
        Check(value >= least && value <= most, $"{name} is {value}, not between {least} and {most}.");
}
