using AfterSales.Followers;
using AfterSales.Log;
using NSubstitute;
using NSubstitute.ExceptionExtensions;
using Xunit;

namespace AfterSales.Tests.Storage.ReadModel.Export;

public sealed class ExportCursorTests
{
    [Theory]
    [InlineData(0UL, 0L)]
    [InlineData(ulong.MaxValue, long.MaxValue)]
    [InlineData(771UL, 123_456_789L)]
    public void A_cursor_reads_as_it_was_written(ulong tx, long position)
    {
        Assert.True(ExportCursor.TryParse(ExportCursor.ToText(new LogCursor(tx, position)), out var read));
        Assert.Equal(new LogCursor(tx, position), read);
    }

    [Fact]
    public void A_cursor_with_any_character_changed_or_missing_is_not_one()
    {
        var text = ExportCursor.ToText(new LogCursor(771, 9));
        for (var i = 0; i < text.Length; i++)
        {
            var changed = text.ToCharArray();
            changed[i] = changed[i] == 'A' ? 'Q' : 'A';
            Assert.False(ExportCursor.TryParse(new string(changed), out _), $"character {i}");
            Assert.False(ExportCursor.TryParse(text.Remove(i, 1), out _), $"without character {i}");
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("771,9")]
    [InlineData("!!!!!!!!!!!!!!!!!!!!!!!!!!!!")]
    [InlineData("            ")]
    public async Task A_malformed_cursor_is_refused(string cursor)
    {
        var outcome = await new EventExport(Substitute.For<ILogReader>()).Read(cursor, 10, TestContext.Current.CancellationToken);
        Assert.Equal(FailureCodes.InvalidCursor, outcome.Failure?.Code);
    }

    [Fact]
    public async Task A_cursor_of_a_row_that_a_restore_took_away_is_refused()
    {
        var reader = Substitute.For<ILogReader>();
        reader.Holds(default, TestContext.Current.CancellationToken).ReturnsForAnyArgs(false);
        var outcome = await new EventExport(reader).Read(ExportCursor.ToText(new LogCursor(771, 9)), 10, TestContext.Current.CancellationToken);
        Assert.Equal(FailureCodes.InvalidCursor, outcome.Failure?.Code);
        Assert.True((await new EventExport(reader).Read(null, 10, TestContext.Current.CancellationToken)).Succeeded);
    }

    [Fact]
    public async Task A_log_that_cannot_be_read_is_a_failure_to_be_tried_again()
    {
        var reader = Substitute.For<ILogReader>();
        reader.Read(default, 0, TestContext.Current.CancellationToken).ThrowsAsyncForAnyArgs(new LogUnavailableException("away"));
        var outcome = await new EventExport(reader).Read(null, 10, TestContext.Current.CancellationToken);
        Assert.Equal((FailureCodes.StorageUnavailable, 2), (outcome.Failure?.Code, outcome.Failure?.RetryAfter));
    }
}
