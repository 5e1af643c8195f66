using AfterSales.Calendars;
using Microsoft.Extensions.Logging;

namespace AfterSales.Policies;

/// <summary>
/// Holds a policy back while it names a calendar that this process does not know yet: a promise made meanwhile would be stored in plain time for good. One
/// that stays unknown does not exist, and is plain time as documented.
/// </summary>
internal sealed class CalendarGate(ICalendarSource calendars, ILogger logger)
{
    /// <summary>Looks at the calendars before the policy comes into force all the same: ten seconds.</summary>
    private const int MaxLooks = 5;

    private readonly Dictionary<string, (int Version, int Looks)> _waiting = [];

    /// <summary>Whether the policy may come into force.</summary>
    public async Task<bool> IsOpenFor(PolicyDocument policy)
    {
        if (Unknown(policy).IsEmpty)
        {
            return true;
        }

        await calendars.Refresh();
        return Unknown(policy) is not [{ } first, ..] || !Waits(policy, first.Pointer);
    }

    private bool Waits(PolicyDocument policy, string pointer)
    {
        // Refreshes may overlap.
        lock (_waiting)
        {
            var before = _waiting.GetValueOrDefault(policy.Name);
            var looks = before.Version == policy.Version ? before.Looks + 1 : 1;
            _waiting[policy.Name] = (policy.Version, looks);
            if (looks == MaxLooks)
            {
                PolicyLog.NoCalendar(logger, policy.Name, policy.Version, pointer);
            }

            return looks < MaxLooks;
        }
    }

    private ImmutableArray<FieldError> Unknown(PolicyDocument policy) => PolicyCalendars.Unknown(policy.Name, policy.Json, calendars.Current);
}
