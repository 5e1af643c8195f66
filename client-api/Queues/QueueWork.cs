using System.Text;
using AfterSales.Api.Http;
using AfterSales.Api.Idempotency;
using AfterSales.Api.Json;
using AfterSales.Api.Problems;
using AfterSales.Queues;
using AfterSales.Tickets;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace AfterSales.Api.Queues;

/// <summary>What waits in a queue, and pulling from it.</summary>
internal static class QueueWork
{
    public static async Task<Results<JsonAnswer<QueueStatsBody>, ProblemAnswer>> Stats(
        string id, [FromServices] IGrainFactory grains, [FromServices] IQueueSource queues)
    {
        if (!await Exists(id, queues))
        {
            return (ProblemAnswer)Refusals.NotFound;
        }

        var stats = await grains.GetGrain<IQueueGrain>(QueueKeys.Of(id)).GetStats();
        return stats.Succeeded
            ? new JsonAnswer<QueueStatsBody>(QueueStatsBody.Of(stats.Value), ApiJson.Responses.QueueStatsBody)
            : (ProblemAnswer)stats.Failure;
    }

    public static async Task<Results<JsonAnswer<NextBody>, ProblemAnswer>> Next(
        string id, HttpContext http, [FromServices] IGrainFactory grains, [FromServices] IQueueSource queues)
    {
        var caller = http.Caller();
        var key = IdempotencyKey.Of(http.Request);
        if (!key.Succeeded)
        {
            return (ProblemAnswer)key.Failure;
        }

        var body = await QueueRules.Next.Read(http.Request, QueueRules.MaxBytes);
        if (!body.Succeeded)
        {
            return (ProblemAnswer)body.Failure;
        }

        var agentId = body.Value.AgentId ?? caller.Subject;
        if (agentId != caller.Subject && !caller.HasAny(Roles.Lead))
        {
            return (ProblemAnswer)OnlyLeads;
        }

        if (!await Exists(id, queues))
        {
            return (ProblemAnswer)Refusals.NotFound;
        }

        var commandId = QueueRules.Next.IdentityOf(caller, key.Value, Encoding.UTF8.GetBytes($"next {id}\n"), body.Value);
        var next = await grains.GetGrain<IQueueGrain>(QueueKeys.Of(id)).Next(agentId, http.CommandContext(commandId));
        return next.Succeeded ? await Answer(next.Value, http, grains) : (ProblemAnswer)next.Failure;
    }

    /// <summary>Shows the case as it is now, also on a replay: the answer says what to work on, not what it once looked like.</summary>
    private static async Task<Results<JsonAnswer<NextBody>, ProblemAnswer>> Answer(NextAnswer next, HttpContext http, IGrainFactory grains)
    {
        if (next.TicketId is not { } ticketId)
        {
            return new JsonAnswer<NextBody>(new NextBody(null), ApiJson.Responses.NextBody);
        }

        var found = await grains.GetGrain<ITicketGrain>(ticketId).Get(http.ReadContext());
        return found.Succeeded
            ? new JsonAnswer<NextBody>(new NextBody(found.Value), ApiJson.Responses.NextBody) { Replayed = next.Replayed }
            : (ProblemAnswer)found.Failure;
    }

    /// <summary>A shard must not come to life for every word that stands in a path.</summary>
    private static async Task<bool> Exists(string id, IQueueSource queues)
    {
        if (!queues.Current.Has(id))
        {
            await queues.Refresh();
        }

        return queues.Current.Has(id);
    }

    private static Failure OnlyLeads { get; } = new(FailureCodes.Forbidden, "Only a lead pulls work for somebody else.");
}

/// <param name="Ticket">The case pulled; absent when nothing fits.</param>
internal sealed record NextBody(TicketView? Ticket);
