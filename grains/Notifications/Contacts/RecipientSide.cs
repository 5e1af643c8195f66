namespace AfterSales.Notifications;

/// <summary>On which side of the shop's counter somebody stands: a customer and an agent may have the same subject. Stored as smallint, never renumbered.</summary>
public enum RecipientSide
{
    Customer = 0,
    Staff = 1,
}

/// <summary>Who is told: a subject on its side, or the inbox of a role, which is on the side of the staff.</summary>
public readonly record struct Recipient(string Name, RecipientSide Side);
