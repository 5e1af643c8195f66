using System.Text.Json;
using AfterSales.Calendars;
using AfterSales.Storage;
using Xunit;
using static AfterSales.Tests.Domain.Calendars.Make;

namespace AfterSales.Tests.Domain.Calendars;

public sealed class CalendarChangesTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 10, 12, 0, 0, TimeSpan.Zero);
    private static readonly CalendarDefinition Desk = Definition("Europe/Berlin", Weekdays(Office), Day("2026-12-25"), Day("2026-05-01"));

    private CalendarCatalogState _state = new();

    private CalendarCatalogDocument Document => CalendarChanges.Document(_state);

    [Fact]
    public void The_shipped_calendar_stays_when_one_is_added()
    {
        var added = Put("berlin", Desk).Value!;
        Assert.Equal(("berlin", 1, Now, "admin-1"), (added.Id, added.Version, added.UpdatedAt!.Value, added.UpdatedBy));
        Assert.Equal(["2026-05-01", "2026-12-25"], added.Definition.Days.Select(day => day.Date));
        Assert.Equal((2, "berlin", "cn-business"), (Document.Revision, Document.Calendars[0].Id, Document.Calendars[1].Id));
    }

    [Fact]
    public void A_change_is_a_new_version_and_an_equal_definition_is_none()
    {
        Put("berlin", Desk);
        Assert.Equal(2, Put("berlin", Desk with { Name = "Berlin" }).Value!.Version);
        Assert.Equal(2, Put("berlin", Desk with { Name = "Berlin", Days = [.. Desk.Days.Reverse()], Week = Desk.Week with { Sunday = default } }).Value!.Version);
        Assert.Equal((3, 2), (Document.Revision, Put("cn-business", Desk).Value!.Version));
    }

    [Fact]
    public void A_retry_gets_the_first_answer_and_the_same_key_with_another_body_is_refused()
    {
        var command = CommandId.Of("iss", "admin-1", "key-1", "body"u8);
        var first = JsonSerializer.Serialize(Put("berlin", Desk, command).Value);
        Put("berlin", Desk with { Name = "Later" });
        Assert.Equal(first, JsonSerializer.Serialize(Put("berlin", Desk, command, now: Now.AddDays(1)).Value));
        Assert.Equal(FailureCodes.IdempotencyKeyReused, Put("berlin", Desk, CommandId.Of("iss", "admin-1", "key-1", "other"u8)).Failure!.Code);
        Assert.Equal(FailureCodes.IdempotencyKeyReused, Put("munich", Desk, command).Failure!.Code);
        Assert.Equal("Later", Document.Calendars[0].Definition.Name);
    }

    [Theory]
    [InlineData("cn-business", 1, true)]
    [InlineData("cn-business", 2, false)]
    [InlineData("new", 0, true)]
    [InlineData("new", 1, false)]
    public void If_match_is_compared_with_the_version(string id, int ifMatch, bool accepted) =>
        Assert.Equal(accepted ? null : FailureCodes.PreconditionFailed, Put(id, Desk, ifMatch: ifMatch).Failure?.Code);

    [Fact]
    public void What_is_wrong_is_named_and_nothing_is_changed()
    {
        var failure = Put("bad id", Desk with { Zone = "Nowhere", Name = "" }).Failure!;
        Assert.Equal((FailureCodes.InvalidValue, 0), (failure.Code, _state.Revision));
        Assert.Equal(["/id", "/name", "/zone"], failure.Errors.Select(error => error.Pointer));
    }

    [Fact]
    public void There_may_be_a_hundred_and_each_of_them_may_be_changed()
    {
        for (var i = 1; i < CalendarChanges.MaxCalendars; i++)
        {
            Assert.True(Put($"c-{i}", Desk).Succeeded);
        }

        Assert.Equal("/id", Assert.Single(Put("one-more", Desk).Failure!.Errors).Pointer);
        Assert.Equal(2, Put("c-7", Desk with { Name = "Changed" }).Value!.Version);
        Assert.Equal(100, _state.Changes.Length);
    }

    [Fact]
    public void What_is_stored_survives_JSON()
    {
        Put("berlin", Desk with { Days = [Day("2026-03-14") with { Like = DayOfWeek.Friday }, Day("2026-03-15", "10:00-11:00")] });
        var json = JsonSerializer.Serialize(_state, GrainStorageNames.Json);
        var read = JsonSerializer.Deserialize<CalendarCatalogState>(json, GrainStorageNames.Json)!;
        Assert.Equal(json, JsonSerializer.Serialize(read, GrainStorageNames.Json));
        Assert.Equal((DayOfWeek.Friday, "10:00"), (read.Calendars[0].Definition.Days[0].Like!.Value, read.Calendars[0].Definition.Days[1].Hours[0].From));
    }

    private Outcome<CalendarDocument> Put(string id, CalendarDefinition definition, CommandId? command = null, int? ifMatch = null, DateTimeOffset? now = null)
    {
        var context = new CallContext(new Caller("iss", "admin-1", Roles.Admin), command ?? CommandId.New(), ifMatch is { } version ? [version] : default);
        var changed = CalendarChanges.Put(_state, id, definition, context, now ?? Now);
        if (!changed.Succeeded)
        {
            return changed.Failure;
        }

        _state = changed.Value.Next ?? _state;
        return changed.Value.Answer;
    }
}
