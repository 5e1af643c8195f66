using System.Collections.Immutable;
using AfterSales.Calendars;
using AfterSales.Policies;
using AfterSales.Tests.Domain.Calendars;
using AfterSales.Tickets;
using Xunit;

namespace AfterSales.Tests.Domain.Policies;

/// <summary>What the policy of promises may say (domain.md section 7).</summary>
public sealed class SlaPolicyTests
{
    private static readonly SlaPolicy Sound = new();
    private static readonly SlaDefinition First = Sound.Definitions[0];

    public static TheoryData<string, SlaPolicy> Faults => new()
    {
        { "/supervisorQueue", Sound with { SupervisorQueue = "" } },
        { "/definitions/0/name", Of(First with { Name = "First Response" }) },
        { "/definitions/0/name", Of(First with { Name = new string('x', 65) }) },
        { "/definitions/1/name", Of(First, First) },
        { "/definitions/0/calendar", Of(First with { Calendar = "" }) },
        { "/definitions/0/targetSeconds/P2", Of(First with { TargetSeconds = First.TargetSeconds.Remove(TicketPriority.P2) }) },
        { "/definitions/0/targetSeconds/P1", Of(First with { TargetSeconds = First.TargetSeconds.SetItem(TicketPriority.P1, 0) }) },
        { "/definitions/0/targetSeconds/P4", Of(First with { TargetSeconds = First.TargetSeconds.SetItem(TicketPriority.P4, 31_536_001) }) },
        { "/definitions/0/start", Of(First with { Start = new() }) },
        { "/definitions/0/pause", Of(First with { Pause = new() }) },
        { "/definitions/0/stop/events/1", Of(First with { Stop = new() { Events = ["replied", "answered"] } }) },
        { "/definitions/0/cancel/events/0", Of(First with { Cancel = new() { Events = ["sla-breached"] } }) },
        { "/definitions/0/resume/events/0", Of(First with { Resume = new() { Events = ["customer-wrote.v1"] } }) },
        { "/definitions/0/warnings/0/percent", Of(First with { Warnings = Percents(0) }) },
        { "/definitions/0/warnings/1/percent", Of(First with { Warnings = Percents(50, 100) }) },
        { "/definitions/0/warnings/1/percent", Of(First with { Warnings = Percents(50, 50) }) },
        { "/definitions/0/warnings", Of(First with { Warnings = Percents(1, 2, 3, 4, 5, 6) }) },
        { "/definitions", Of([.. Enumerable.Range(0, 51).Select(i => First with { Name = $"promise-{i}" })]) },
    };

    [Fact]
    public void The_built_in_policy_is_sound() => Assert.Empty(SlaValidator.Check(Sound));

    [Fact]
    public void The_least_and_the_most_are_accepted() => Assert.Empty(SlaValidator.Check(Of(First with
    {
        Name = new string('x', 64),
        TargetSeconds = First.TargetSeconds.SetItem(TicketPriority.P1, 60).SetItem(TicketPriority.P4, 31_536_000),
        Warnings = Percents(1, 2, 3, 98, 99),
        Stop = new() { Events = ["assigned"] },
        OnBreach = [],
    })));

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_fault_is_named_where_it_is(string pointer, SlaPolicy policy) =>
        Assert.Equal([pointer], SlaValidator.Check(policy).Select(error => error.Pointer));

    [Fact]
    public void Every_fault_is_named_at_once()
    {
        var faulty = PolicyDocuments.Normalise(PolicyNames.Sla, """
            {"definitions":[{"name":"A","start":{"events":["open"]},"stop":{},"targetSeconds":{"P1":0,"P2":60,"P3":60},"warnings":[{"percent":90},{"percent":50}]}]}
            """);
        Assert.Equal(
            [
                "/definitions/0/name", "/definitions/0/start/events/0", "/definitions/0/stop", "/definitions/0/targetSeconds/P1",
                "/definitions/0/targetSeconds/P4", "/definitions/0/warnings/1/percent",
            ],
            faulty.Failure!.Errors.Select(error => error.Pointer));
    }

    [Fact]
    public void A_calendar_that_is_not_there_is_named()
    {
        var known = new CalendarSet(new(1, [new("office", 1, Make.Definition("UTC", Make.Weekdays(Make.Office)), null, null)]));
        var policy = Of(First with { Calendar = "office" }, First with { Name = "second" }, First with { Name = "third", Calendar = "moon" });
        var json = PolicyDocuments.Text(PolicyNames.Sla, PolicySet.Default with { Sla = new(2, policy) });
        Assert.Equal(["/definitions/2/calendar"], PolicyCalendars.Unknown(PolicyNames.Sla, json, known).Select(error => error.Pointer));
        Assert.Empty(PolicyCalendars.Unknown(PolicyNames.Routing, PolicyDocuments.Text(PolicyNames.Routing, PolicySet.Default), known));
    }

    [Fact]
    public void A_calendar_that_is_not_there_is_named_beside_other_faults_and_each_place_once()
    {
        const string Json = """{"definitions":[{"name":"A","start":{"events":["open"]},"stop":{"steps":["Closed"]},"calendar":"moon","targetSeconds":{"P1":60,"P2":60,"P3":60,"P4":60}}]}""";
        var unknown = PolicyCalendars.Unknown(PolicyNames.Sla, Json, new CalendarSet(new(1, [])));
        Assert.Equal(["/definitions/0/calendar"], unknown.Select(error => error.Pointer));
        var own = PolicyDocuments.Normalise(PolicyNames.Sla, Json).Failure!;
        Assert.Equal(
            ["/definitions/0/name", "/definitions/0/start/events/0", "/definitions/0/calendar"],
            PolicyHistory.WithFaults(own, [.. unknown, new FieldError("/definitions/0/name", "again")]).Errors.Select(error => error.Pointer));
    }

    private static SlaPolicy Of(params ImmutableArray<SlaDefinition> definitions) => Sound with { Definitions = definitions };

    private static ImmutableArray<SlaWarning> Percents(params int[] percents) => [.. percents.Select(percent => new SlaWarning { Percent = percent })];
}
