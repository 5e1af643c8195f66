using System.Globalization;
using AfterSales.LoadTests.Driving.Counting;
using AfterSales.LoadTests.Driving.Wire;
using AfterSales.LoadTests.Http;
using AfterSales.LoadTests.Workload;
using AfterSales.LoadTests.Workload.Stories;

namespace AfterSales.LoadTests.Driving.Cases;

/// <summary>What all cases of one driver share.</summary>
internal sealed record CaseDesk(PeakPlan Plan, CaseStories Stories, PatientCaller Caller, StreamRoom Streams, CancellationToken Stopping)
{
    /// <summary>People of each role, so that a busy shop does not look like one person with too many hands (staff may ask 200 times a second).</summary>
    private const int People = 250;

    public RunClock Clock => Caller.Clock;

    public ApiCaller Staff(string role, int number) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{Plan.Run}-{role}-{number % People}"), role);

    public static string PathOf(Guid ticket) => $"/v1/tickets/{ticket}";

    /// <summary>Reads a case as somebody sees it; <paramref name="seen"/> spares the answer when nothing is new.</summary>
    public Task<CallResult> Read(Guid ticket, ApiCaller who, long intended, long? seen) =>
        Caller.Run(new ApiCall("read", HttpMethod.Get, PathOf(ticket), who) { Seen = seen, WantsCase = true }, intended);

    public Task<CallResult> Act(Guid ticket, Move move, ApiCaller who, string key, long intended) => Caller.Run(
        new ApiCall(move.Action, HttpMethod.Post, $"{PathOf(ticket)}/actions/{move.Action}", who) { Key = key, Body = move.Body, WantsCase = true },
        intended, ticket, move.Refunds);
}
