using AfterSales.Calendars;
using AfterSales.Notifications;

namespace AfterSales.Policies;

/// <summary>What a policy names and only the running system knows: calendars, and channels of notifications. Asked beside the document's own validator.</summary>
internal sealed class PolicyReferences(ICalendarSource calendars, IEnumerable<INotificationChannel> channels)
{
    /// <summary>Channels that are off belong to it: whether they are on is a matter of each process.</summary>
    private readonly ImmutableArray<string> _channels = [.. channels.Select(channel => channel.Name).Order(StringComparer.Ordinal)];

    /// <summary>Every fault, also of a document that has others: what of it can be read is looked at.</summary>
    public async Task<ImmutableArray<FieldError>> Check(string name, string json)
    {
        if (!PolicyCalendars.Unknown(name, json, calendars.Current).IsEmpty)
        {
            // A calendar may be newer than what this process knows: it is asked for before it is called unknown.
            await calendars.Refresh();
        }

        return [.. PolicyCalendars.Unknown(name, json, calendars.Current), .. UnknownChannels(name, json, _channels)];
    }

    internal static IEnumerable<FieldError> UnknownChannels(string name, string json, ImmutableArray<string> known) =>
        name != PolicyNames.Notifications || PolicyDocuments.Peek<NotificationPolicy>(name, json) is not { } policy ? []
            : policy.Rules.OrEmpty().SelectMany((rule, i) => rule.Channels.OrEmpty().Select((channel, j) => (At: $"/rules/{i}/channels/{j}", Channel: channel)))
                .Where(place => !known.Contains(place.Channel))
                .Select(place => new FieldError(place.At, $"Must be one of {string.Join(", ", known)}."));
}
