using AfterSales.Live;
using Xunit;

namespace AfterSales.Tests.Domain.Live;

public sealed class StreamTicketTextTests
{
    private static readonly byte[] Key = [.. Enumerable.Range(0, 32).Select(n => (byte)n)];
    private static readonly DateTimeOffset Expires = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
    private static readonly StreamHolder Agent = new(new Caller("https://login.example/租户", "a-17", Roles.Agent | Roles.Warehouse), Expires.AddHours(5));

    [Fact]
    public void A_ticket_says_who_it_was_made_for_and_when_it_and_his_token_end()
    {
        var text = StreamTicketText.Write(Agent, Expires, Key);
        Assert.True(StreamTicketText.TryRead(text, Key, out var holder, out var expires));
        Assert.Equal((Agent, Expires), (holder, expires));
        Assert.Equal(Uri.EscapeDataString(text), text);
    }

    [Fact]
    public void A_ticket_with_any_character_changed_or_missing_is_none()
    {
        var text = StreamTicketText.Write(Agent, Expires, Key);
        for (var i = 0; i < text.Length; i++)
        {
            var changed = text.ToCharArray();
            changed[i] = changed[i] == 'A' ? 'Q' : 'A';
            Assert.False(StreamTicketText.TryRead(new string(changed), Key, out _, out _), $"character {i}");
            Assert.False(StreamTicketText.TryRead(text.Remove(i, 1), Key, out _, out _), $"without character {i}");
        }
    }

    [Fact]
    public void A_ticket_of_another_key_is_none()
    {
        var text = StreamTicketText.Write(Agent, Expires, [.. Key.Reverse()]);
        Assert.False(StreamTicketText.TryRead(text, Key, out _, out _));
    }

    [Theory]
    [InlineData("")]
    [InlineData("AQ")]
    [InlineData("not base64!")]
    public void Any_other_text_is_none(string text)
    {
        Assert.False(StreamTicketText.TryRead(text, Key, out _, out _));
        Assert.False(StreamTicketText.TryRead(new string('A', 5_000), Key, out _, out _));
    }
}
