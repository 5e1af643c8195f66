using AfterSales.Tickets;
using Xunit;

namespace AfterSales.Tests.Domain.Tickets;

public sealed class NumberTests
{
    private static readonly string Number = TicketNumber.Of(Samples.TicketId);

    [Fact]
    public void A_number_is_twelve_characters_and_a_check()
    {
        Assert.Matches(@"^[0-9A-HJKMNP-TV-Z]{12}[0-9A-HJKMNP-TV-Z*~$=U]$", Number);
        Assert.Equal(Number, TicketNumber.Of(Samples.TicketId));
        Assert.Equal(1_000, Enumerable.Range(0, 1_000).Select(_ => TicketNumber.Of(Guid.NewGuid())).Distinct().Count());
    }

    [Fact]
    public void A_number_is_stable_for_ever() => Assert.Equal("FGYCT45VFV1Q*", TicketNumber.Of(Guid.Parse("00000000-0000-0000-0000-000000000001")));

    [Fact]
    public void What_people_type_is_understood()
    {
        Assert.True(TicketNumber.TryParse(Number, out var same));
        Assert.Equal(Number, same);
        Assert.True(TicketNumber.TryParse($" {Number[..4]}-{Number[4..8]}-{Number[8..]} ".ToLowerInvariant().Replace('0', 'o').Replace('1', 'l'), out var typed));
        Assert.Equal(Number, typed);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("123")]
    [InlineData("00000000000000")]
    [InlineData("00000000000U0")]
    [InlineData("000000000000=")]
    public void What_cannot_be_a_number_is_refused(string? typed) => Assert.False(TicketNumber.TryParse(typed, out _));

    [Fact]
    public void A_misheard_character_is_found()
    {
        for (var at = 0; at < 13; at++)
        {
            var other = Number[at] == '7' ? '8' : '7';
            Assert.False(TicketNumber.TryParse(Number[..at] + other + Number[(at + 1)..], out _));
        }
    }

    [Fact]
    public void Swapped_neighbours_are_found()
    {
        for (var at = 0; at < 11; at++)
        {
            var swapped = $"{Number[..at]}{Number[at + 1]}{Number[at]}{Number[(at + 2)..]}";
            Assert.Equal(swapped == Number, TicketNumber.TryParse(swapped, out _));
        }
    }
}
