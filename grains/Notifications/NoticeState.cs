namespace AfterSales.Notifications;

/// <summary>Where a notification stands; stored as smallint, never renumbered.</summary>
internal enum NoticeState
{
    Pending = 0,
    Delivered = 1,

    /// <summary>Refused for good, or failed for too long.</summary>
    Dead = 2,

    /// <summary>The recipient's contact was erased, or he muted the event, before it was sent.</summary>
    Withdrawn = 3,
}
