using System.ComponentModel.DataAnnotations;

namespace AfterSales.Live;

/// <summary>Limits of the live feed.</summary>
public sealed class LiveOptions
{
    /// <summary>Pause after the end of the log was reached. Default 100 ms.</summary>
    [Range(1, 10_000)]
    public int PollMilliseconds { get; set; } = 100;

    /// <summary>Longest pause while the log cannot be read. Default 2,000 ms.</summary>
    [Range(1, 60_000)]
    public int MaxBackOffMilliseconds { get; set; } = 2_000;

    /// <summary>Rows of the log read at once. Default 1,000.</summary>
    [Range(1, 10_000)]
    public int PageSize { get; set; } = 1_000;

    /// <summary>Subscribers of one process; further ones are told to come back. Default 2,000.</summary>
    [Range(1, 100_000)]
    public int MaxSubscribers { get; set; } = 2_000;

    /// <summary>Subscribers of one issuer and subject in one process; further ones are refused with 429. Default 10.</summary>
    [Range(1, 1_000)]
    public int MaxPerSubject { get; set; } = 10;

    /// <summary>
    /// Events that wait for one reader; one who leaves more behind is dropped and may resume. Default 4,096; at least twice <see cref="PageSize"/>, since a
    /// page is handed out at once and the fastest reader cannot read while it is.
    /// </summary>
    [Range(2, 100_000)]
    public int MaxBehind { get; set; } = 4_096;

    /// <summary>
    /// How long a stream lasts at most; it ends earlier with the token of its reader. He comes back by himself, and is asked anew who he is. Default 3,600 s.
    /// </summary>
    [Range(1, 3_600)]
    public int MaxStreamSeconds { get; set; } = 3_600;

    /// <summary>Rows of the log that are searched for a reader who resumes the topic of a queue or an agent. Default 50,000.</summary>
    [Range(1, 1_000_000)]
    public int MaxScan { get; set; } = 50_000;

    /// <summary>Readers who catch up at once; the others wait for their turn. Default 4.</summary>
    [Range(1, 64)]
    public int CatchUpSlots { get; set; } = 4;

    /// <summary>How often a reader whose topic is quiet is told how far he has come, so that he resumes there. Default 10 s.</summary>
    [Range(1, 3_600)]
    public int MarkSeconds { get; set; } = 10;
}
