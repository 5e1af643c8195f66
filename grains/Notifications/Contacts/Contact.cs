namespace AfterSales.Notifications;

/// <summary>Where and when somebody wants to be reached. Personal data: kept in one place, never in logs, erased by <see cref="IContacts.Remove"/>.</summary>
/// <param name="Subject">Customer, agent, or the inbox of a role (<c>role:lead</c>).</param>
/// <param name="Side">A customer and an agent may have the same subject.</param>
public sealed record Contact(string Subject, RecipientSide Side)
{
    /// <summary>Null: only the inbox.</summary>
    public string? Email { get; init; }

    /// <summary><c>zh-CN</c> or <c>en</c>; null: that of the policy.</summary>
    public string? Language { get; init; }

    /// <summary>IANA zone; null: that of the policy.</summary>
    public string? Zone { get; init; }

    /// <summary><c>HH:mm</c>; null with <see cref="QuietTo"/>: those of the policy. Both equal: never quiet.</summary>
    public string? QuietFrom { get; init; }

    public string? QuietTo { get; init; }

    /// <summary>Events that are not sent to him; his inbox has them all the same.</summary>
    public ImmutableArray<string> Muted { get; init; } = [];
}

/// <summary>Contacts as stored. Throws <see cref="Log.LogUnavailableException"/> when the database is away. Repeating is safe.</summary>
public interface IContacts
{
    Task<Contact?> Find(Recipient recipient, CancellationToken cancellationToken);

    /// <summary>Creates or replaces; true when it is new.</summary>
    Task<bool> Put(Contact contact, CancellationToken cancellationToken);

    /// <summary>Erases it; what waits to be sent to him is not sent any more.</summary>
    Task Remove(Recipient recipient, CancellationToken cancellationToken);
}
