using AfterSales.Agents;
using AfterSales.Api.Admission;
using AfterSales.Api.Auth;
using AfterSales.Api.Http;
using AfterSales.Api.Problems;
using AfterSales.Live;
using AfterSales.Queues;
using AfterSales.Tickets;
using Microsoft.Extensions.Options;

namespace AfterSales.Api.Live;

/// <summary>Who opens a stream, and whether he may see its topic.</summary>
internal sealed class LiveDoor(IStreamTickets tickets, SubjectRates rates, IGrainFactory grains, IQueueSource queues, IOptions<LiveOptions> limits)
{
    /// <summary>By bearer token or by ticket; null: from now on the request has its caller.</summary>
    public async Task<Failure?> Recognise(HttpContext http, string? ticket)
    {
        if (ticket is not null)
        {
            if (await tickets.Verify(ticket, http.RequestAborted) is not { } holder)
            {
                return Refusals.Unauthenticated;
            }

            http.Features.Set(holder.Caller);
            http.Features.Set(new TokenEnd(holder.TokenEnds));
            if (!rates.TryTake(holder.Caller))
            {
                return RateMiddleware.TooMany;
            }
        }

        return http.Features.Get<Caller>() switch
        {
            null => Refusals.Unauthenticated,
            var caller when !caller.HasAny(Roles.Customer | Roles.Staff) => Refusals.Forbidden,
            _ => null,
        };
    }

    /// <summary>Null: the caller may see the topic, and it exists.</summary>
    public async Task<Failure?> Refuse(HttpContext http, LiveTopic topic)
    {
        if (topic.Kind == LiveTopicKind.Ticket)
        {
            return (await grains.GetGrain<ITicketGrain>(topic.TicketId).Get(http.ReadContext())).Failure;
        }

        if (!http.Caller().IsStaff)
        {
            return Refusals.Forbidden;
        }

        return topic.Kind == LiveTopicKind.Agent
            ? (await grains.GetGrain<IAgentGrain>(topic.Id).Get(http.ReadContext())).Failure
            : await IsKnown(topic.Id) ? null : Refusals.NotFound;
    }

    /// <summary>When a stream that begins now ends. Its reader comes back by himself and is asked anew who he is and what he may see.</summary>
    public DateTimeOffset EndOf(HttpContext http, DateTimeOffset now)
    {
        var last = now.AddSeconds(limits.Value.MaxStreamSeconds);
        return http.Features.Get<TokenEnd>() is { } token && token.At < last ? token.At : last;
    }

    private async Task<bool> IsKnown(string queueId)
    {
        if (queues.Current.Has(queueId))
        {
            return true;
        }

        await queues.Refresh();
        return queues.Current.Has(queueId);
    }
}
