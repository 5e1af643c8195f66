using AfterSales.Api.Json;

namespace AfterSales.Api.Values;

/// <summary>Collects every refused value of a request, so that a caller learns of all of them at once.</summary>
/// <param name="prefix">Pointer of the body within a batch; empty otherwise.</param>
internal sealed class ErrorList(string prefix = "")
{
    private const int MaxErrors = 100;

    private List<FieldError>? _errors;

    public bool IsEmpty => _errors is null;

    public void Add(in Place place, string message)
    {
        _errors ??= [];
        if (_errors.Count < MaxErrors)
        {
            _errors.Add(new FieldError(prefix + place, message));
        }
    }

    /// <summary>Call only when the list is not empty.</summary>
    public Failure ToFailure() => BodyInspector.InvalidValue([.. _errors ?? []]);
}
