using AfterSales.Api.Values;
using AfterSales.Tickets;

namespace AfterSales.Api.Tickets.Rules;

internal static class RoutingRules
{
    public static void Assign(Assign body, ErrorList errors) => errors.Id("/agentId", body.AgentId);

    public static void Transfer(Transfer body, ErrorList errors)
    {
        if (body.QueueId is null == body.AgentId is null)
        {
            errors.Add("", "must name a queue or an agent, and not both");
        }

        errors.OptionalId("/queueId", body.QueueId);
        errors.OptionalId("/agentId", body.AgentId);
        errors.Text("/reason", body.Reason);
    }

    public static void Release(Release body, ErrorList errors) => errors.Text("/reason", body.Reason);
}
