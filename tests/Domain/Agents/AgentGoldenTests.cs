using System.Text;
using System.Text.Json;
using AfterSales.Agents;
using AfterSales.Agents.Domain;
using AfterSales.Routing;
using AfterSales.Streams;
using Xunit;

namespace AfterSales.Tests.Domain.Agents;

/// <summary>Stored events are read for ever: their JSON is held still by files. A new shape is a new version beside the old file.</summary>
public sealed class AgentGoldenTests
{
    private static readonly Guid Ticket = new("0198c0de-0000-8000-8000-000000000001");
    private static readonly Guid Assignment = new("0198c0de-0000-8000-8000-000000000002");

    internal static readonly Dictionary<string, AgentEvent> Events = new()
    {
        ["profile-set.v1"] = new ProfileSet(Staffing.Me, ProfileData.Of(Staffing.Profile())),
        ["presence-set.v1"] = new PresenceSet(Presence.Online, PresenceCauses.Set, SignIn: true, HasReason: true),
        ["agent-removed.v1"] = new AgentRemoved(),
        ["work-reserved.v1"] = new WorkReserved
        {
            TicketId = Ticket,
            AssignmentId = Assignment,
            Round = 4,
            Queue = "general",
            Department = Departments.Service,
            Units = 5,
            Mode = AssignmentMode.Pull,
            RampUp = true,
        },
        ["work-offered.v1"] = new WorkOffered
        {
            TicketId = Ticket,
            AssignmentId = Assignment,
            Round = 4,
            Queue = "general",
            Department = Departments.Service,
            Units = 5,
            ExpiresAt = Staffing.Now.AddSeconds(30),
            Reason = OfferReason.Of(Staffing.Reason),
        },
        ["offer-closed.v1"] = new OfferClosed(Ticket, Assignment, OfferEnd.TimedOut, "general"),
        ["work-voided.v1"] = new WorkVoided(Ticket, Assignment),
        ["work-taken.v1"] = new WorkTaken
        {
            AgentId = Staffing.Me,
            TicketId = Ticket,
            AssignmentId = Assignment,
            Version = 5,
            Queue = "general",
            Department = Departments.Service,
            Units = 20,
            Active = true,
            Mode = AssignmentMode.Claim,
            AssignedAt = Staffing.Now,
        },
        ["work-confirmed.v1"] = new WorkConfirmed(Ticket, Assignment, 6, Staffing.Now, Acted: true),
        ["work-changed.v1"] = new WorkChanged(Ticket, Assignment, 7, Active: false, 5),
        ["work-ended.v1"] = new WorkEnded(Ticket, Assignment, 8),
    };

    public static TheoryData<string> Names => new(Events.Keys);

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_event_is_written_and_read_as_its_golden_file_says(string name)
    {
        var golden = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Agents", "Golden", $"{name}.json")).TrimEnd();
        Assert.Equal(golden, Encoding.UTF8.GetString(AgentCodec.Instance.Encode([Events[name]]).Data));
        var read = Assert.Single(AgentCodec.Instance.Decode(Encoding.UTF8.GetBytes(golden), null));
        Assert.Equivalent(Events[name], read, strict: true);
    }

    [Fact]
    public void An_offer_s_end_of_before_it_named_its_queue_is_read()
    {
        var row = $$"""[{"t":"offer-closed.v1","ticketId":"{{Ticket}}","assignmentId":"{{Assignment}}","how":"Rejected"}]""";
        Assert.Equal(new OfferClosed(Ticket, Assignment, OfferEnd.Rejected), Assert.Single(AgentCodec.Instance.Decode(Encoding.UTF8.GetBytes(row), null)));
    }

    [Fact]
    public void Every_event_type_has_a_golden_file() =>
        Assert.Equal(
            typeof(AgentEvent).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(AgentEvent))).Select(type => type.Name).Order(),
            Events.Values.Select(stored => stored.GetType().Name).Order());

    [Fact]
    public void A_snapshot_is_read_as_it_was_without_what_is_personal()
    {
        var model = new AgentModel { Policy = new() };
        model.Works(AssignmentMode.Pull);
        model.Observe(Staffing.Over(model.Works().Assignment.TicketId, 9));
        model.Observe(Staffing.Assigned(Guid.NewGuid(), 3, Guid.NewGuid(), AssignmentMode.Manual, active: false));
        model.Come(Presence.Busy, "lunch soon");
        model.Come(Presence.Online);
        model.IsOffered();
        var json = JsonSerializer.Serialize(model.State, AgentJson.Default.AgentState);
        Assert.DoesNotContain("Wang", json, StringComparison.Ordinal);
        Assert.DoesNotContain("lunch", json, StringComparison.Ordinal);
        var read = JsonSerializer.Deserialize(json, AgentJson.Default.AgentState)!;
        Assert.Equal((15 - 5, 1, 3), (read.Held.UnitsInUse, read.Held.OpenOffers, read.Held.Count));
        Assert.NotNull(read.Held.FindAssignment(model.State.Held.Items[0].AssignmentId));
        var erased = model.State with { Name = null, History = [.. model.State.History.Select(entry => entry with { Reason = null })] };
        Assert.Equivalent(erased, read, strict: true);
        Assert.Equal("Wang Fang", read.RestorePersonal(new PersonalText { Text = "Wang Fang" }).Name);
    }
}
