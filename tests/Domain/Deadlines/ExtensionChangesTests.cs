using System.Text.Json;
using AfterSales.Deadlines;
using AfterSales.Storage;
using AfterSales.Tickets;
using Xunit;

namespace AfterSales.Tests.Domain.Deadlines;

/// <summary>What asking, undoing and working do to the list of extensions.</summary>
public sealed class ExtensionChangesTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 1, 8, 0, 0, TimeSpan.Zero);
    private ExtensionsState _state = new();
    private bool _replayed;

    [Fact]
    public void What_is_asked_for_is_kept_and_runs()
    {
        var asked = Extend(1).Value!;
        Assert.Equal((ExtensionState.Running, false, 0, 0), (asked.State, asked.Undone, asked.Cases, asked.Changed));
        Assert.Equal(asked, Assert.Single(_state.Extensions));
        Assert.Equal(asked, _state.Running());
        var stored = JsonSerializer.Serialize(_state, GrainStorageNames.Json);
        Assert.Equal(stored, JsonSerializer.Serialize(JsonSerializer.Deserialize<ExtensionsState>(stored, GrainStorageNames.Json), GrainStorageNames.Json));
    }

    [Fact]
    public void A_retry_gets_the_first_answer_and_another_body_is_refused()
    {
        var first = Extend(1).Value!;
        Done(first with { Cases = 5, Changed = 4 });
        Assert.Equal((ExtensionState.Running, 0), (Extend(1).Value!.State, Extend(1).Value!.Changed));
        Assert.Single(_state.Extensions);
        Assert.Equal(FailureCodes.IdempotencyKeyReused, Extend(1, body: 2).Failure!.Code);
    }

    [Fact]
    public void Every_fault_is_named_at_once_and_nothing_is_kept()
    {
        var failure = Extend(1, rule: "nowhere", by: TimeSpan.FromSeconds(59), reason: " ", kind: (TicketKind)99).Failure!;
        Assert.Equal(["/rule", "/kinds", "/by", "/reason"], failure.Errors.Select(error => error.Pointer));
        Assert.Empty(_state.Extensions);
    }

    [Theory]
    [InlineData(60, true)]
    [InlineData(59, false)]
    [InlineData(0, false)]
    [InlineData(-86_400, false)]
    [InlineData(365 * 86_400, true)]
    [InlineData((365 * 86_400) + 1, false)]
    public void It_is_between_a_minute_and_a_year(int seconds, bool accepted) =>
        Assert.Equal(accepted, Extend(1, by: TimeSpan.FromSeconds(seconds)).Succeeded);

    [Fact]
    public void They_take_turns_in_the_order_they_were_asked_for()
    {
        var (first, second) = (Extend(1).Value!, Extend(2).Value!);
        Assert.Equal(first.Extension.Id, _state.Running()!.Extension.Id);
        Done(first);
        Assert.Equal(second.Extension.Id, _state.Running()!.Extension.Id);
        Done(second);
        Assert.Null(_state.Running());
    }

    [Fact]
    public void An_undo_runs_once_also_of_one_at_work_and_an_unknown_one_is_not_found()
    {
        var asked = Extend(1).Value!;
        var undone = Undo(asked.Extension.Id).Value!;
        Assert.Equal((ExtensionState.Running, true), (undone.State, undone.Undone));
        Done(undone with { Cases = 3, Changed = 3 });
        Assert.Equal((ExtensionState.Done, 3), (Undo(asked.Extension.Id).Value!.State, Undo(asked.Extension.Id).Value!.Changed));
        Assert.Equal(FailureCodes.NotFound, Undo(Guid.NewGuid()).Failure!.Code);
    }

    [Fact]
    public void A_key_is_good_for_one_request_be_it_an_extension_or_its_undo()
    {
        var (first, second) = (Extend(1).Value!.Extension.Id, Extend(2).Value!.Extension.Id);
        Assert.False(_replayed);
        Assert.True(Extend(1).Succeeded && _replayed);

        Assert.True(Undo(first, key: 3).Succeeded && !_replayed);
        var stored = JsonSerializer.Serialize(_state, GrainStorageNames.Json);
        _state = JsonSerializer.Deserialize<ExtensionsState>(stored, GrainStorageNames.Json)!;
        Assert.True(Undo(first, key: 3).Succeeded && _replayed);
        Assert.Equal(FailureCodes.IdempotencyKeyReused, Undo(second, key: 3).Failure!.Code);
        Assert.Equal(FailureCodes.IdempotencyKeyReused, Extend(3).Failure!.Code);
        Assert.Equal(FailureCodes.IdempotencyKeyReused, Undo(second, key: 2).Failure!.Code);
        Assert.False(_state.Extensions[1].Undone);
        Assert.True(Undo(first, key: 4).Succeeded && !_replayed);
    }

    [Fact]
    public void An_extension_stored_before_undos_had_keys_can_be_read()
    {
        Extend(1);
        var stored = JsonSerializer.Serialize(_state, GrainStorageNames.Json).Replace(",\"undoneBy\":null", "", StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("undoneBy", stored, StringComparison.OrdinalIgnoreCase);
        Assert.Single(JsonSerializer.Deserialize<ExtensionsState>(stored, GrainStorageNames.Json)!.Extensions);
    }

    [Fact]
    public void The_newest_hundred_are_kept_and_none_that_runs_gives_way()
    {
        for (var number = 1; number <= 100; number++)
        {
            Extend(number);
        }

        Assert.Equal(FailureCodes.Overloaded, Extend(101).Failure!.Code);
        var fifth = _state.Extensions[4];
        Done(fifth);
        Assert.True(Extend(101).Succeeded);
        Assert.Equal(100, _state.Extensions.Length);
        Assert.DoesNotContain(_state.Extensions, known => known.Extension.Id == fifth.Extension.Id);
    }

    private Outcome<ExtensionStatus> Extend(
        int key, int body = 1, string rule = "customer-return", TimeSpan? by = null, string reason = "Peak season.", TicketKind kind = TicketKind.ReturnRefund)
    {
        var id = CommandId.Of("iss", "l-1", $"key-{key}", [(byte)body]);
        return Take(ExtensionChanges.Extend(
            _state, new DeadlineExtension(id.Value, rule, [kind], by ?? TimeSpan.FromDays(7), Now, "l-1"), reason, isRule: rule != "nowhere", id));
    }

    private Outcome<ExtensionStatus> Undo(Guid id, int? key = null) => Take(ExtensionChanges.Undo(_state, id, key is { } name ? Command(name, id) : CommandId.New()));

    private static CommandId Command(int key, Guid body) => CommandId.Of("iss", "l-1", $"key-{key}", body.ToByteArray());

    private void Done(ExtensionStatus status) => _state = ExtensionChanges.With(_state, status with { State = ExtensionState.Done });

    private Outcome<ExtensionStatus> Take(Outcome<(ExtensionReply Answer, ExtensionsState? Next)> changed)
    {
        if (!changed.Succeeded)
        {
            return changed.Failure;
        }

        _state = changed.Value.Next ?? _state;
        _replayed = changed.Value.Answer.Replayed;
        return changed.Value.Answer.Status;
    }
}
