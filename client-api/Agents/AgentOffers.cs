using System.Text;
using AfterSales.Agents;
using AfterSales.Api.Http;
using AfterSales.Api.Idempotency;
using AfterSales.Api.Problems;
using AfterSales.Api.Tickets;
using AfterSales.Tickets;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace AfterSales.Api.Agents;

/// <summary>Answers to offers. Nobody answers for somebody else, not even a lead: a lead assigns.</summary>
internal static class AgentOffers
{
    public static async Task<Results<JsonAnswer<TicketView>, ProblemAnswer>> Accept(
        string id, Guid offerId, HttpContext http, [FromServices] IGrainFactory grains)
    {
        var caller = http.Caller();
        if (caller.Subject != id)
        {
            return (ProblemAnswer)await OfferProblems.MadeTo(id, offerId, http, grains);
        }

        var key = IdempotencyKey.Of(http.Request);
        if (!key.Succeeded)
        {
            return (ProblemAnswer)key.Failure;
        }

        var body = await AgentRules.Acceptance.Read(http.Request, AgentRules.MaxBytes);
        if (!body.Succeeded)
        {
            return (ProblemAnswer)body.Failure;
        }

        var commandId = AgentRules.Acceptance.IdentityOf(caller, key.Value, Encoding.UTF8.GetBytes($"accept {offerId}\n"), body.Value);
        var accepted = await grains.GetGrain<IAgentGrain>(id).AcceptOffer(offerId, http.CommandContext(commandId));
        return accepted.Succeeded ? await Take(accepted.Value, http, grains) : (ProblemAnswer)accepted.Failure;
    }

    public static async Task<Results<JsonAnswer<AgentWorkView>, ProblemAnswer>> Reject(
        string id, Guid offerId, HttpContext http, [FromServices] IGrainFactory grains)
    {
        if (http.Caller().Subject != id)
        {
            return (ProblemAnswer)await OfferProblems.MadeTo(id, offerId, http, grains);
        }

        var body = await AgentRules.Rejection.Read(http.Request, AgentRules.MaxBytes);
        if (!body.Succeeded)
        {
            return (ProblemAnswer)body.Failure;
        }

        var commandId = OptionalKey.CommandOf(http, AgentRules.Rejection, $"reject {offerId}", body.Value);
        if (!commandId.Succeeded)
        {
            return (ProblemAnswer)commandId.Failure;
        }

        var work = await grains.GetGrain<IAgentGrain>(id).RejectOffer(offerId, body.Value.Reason, http.CommandContext(commandId.Value));
        return work.Succeeded ? AgentWork.Answer(work.Value) : (ProblemAnswer)work.Failure;
    }

    /// <summary>
    /// The second half: the case takes its assignee. The queue does the same when it hears of the acceptance, so this front may die here; the case
    /// takes the assignment once, whoever comes first.
    /// </summary>
    private static async Task<Results<JsonAnswer<TicketView>, ProblemAnswer>> Take(AcceptedOffer accepted, HttpContext http, IGrainFactory grains)
    {
        var request = accepted.Assignment;
        var ticket = grains.GetGrain<ITicketGrain>(request.TicketId);
        var answer = await ticket.Assign(request);
        if (!answer.Succeeded)
        {
            return (ProblemAnswer)answer.Failure;
        }

        if (!answer.Value.Assigned)
        {
            return (ProblemAnswer)OfferProblems.TakenMeanwhile(request, answer.Value.Facts);
        }

        var found = await ticket.Get(http.ReadContext());
        return found.Succeeded ? TicketAnswers.Shown(found.Value, accepted.Replayed) : (ProblemAnswer)found.Failure;
    }
}
