using System.Text;
using AfterSales.Streams;

namespace AfterSales.Tickets;

/// <summary>Adds up the texts of one command: together at most 64 KB in UTF-8, whatever each of them may have (architecture.md section 3).</summary>
internal readonly record struct TextSize(long Bytes = 0)
{
    public const int Max = 64 * 1024;

    public Failure? Failure => Bytes <= Max
        ? null
        : new Failure(FailureCodes.TooLarge, $"The texts of one command may take {Max} bytes in UTF-8; these take {Bytes}.");

    /// <summary>What refuses events for the texts they carry; null when nothing does.</summary>
    public static Failure? Refuse(ImmutableArray<TicketEvent> events)
    {
        var size = new TextSize();
        foreach (var stored in events)
        {
            if (stored.Personal is { } personal)
            {
                size = size.Add(personal);
            }
        }

        return size.Failure;
    }

    public TextSize Add(string? text) => text is null ? this : new(Bytes + Encoding.UTF8.GetByteCount(text));

    public TextSize Add(ImmutableDictionary<string, string>? answers)
    {
        var size = this;
        foreach (var (id, answer) in answers ?? ImmutableDictionary<string, string>.Empty)
        {
            size = size.Add(id).Add(answer);
        }

        return size;
    }

    private TextSize Add(PersonalText text) => Add(text.Subject).Add(text.Description).Add(text.Text).Add(text.Answers);
}
