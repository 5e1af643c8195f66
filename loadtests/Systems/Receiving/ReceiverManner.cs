namespace AfterSales.LoadTests.Systems.Receiving;

/// <summary>How the receiver of webhooks behaves.</summary>
internal enum ReceiverManner
{
    /// <summary>Records, then answers 204.</summary>
    Answers,

    /// <summary>Accepts and never answers.</summary>
    Hangs,
}
