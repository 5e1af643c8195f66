using AfterSales.LoadTests.Audit.Derived;

namespace AfterSales.LoadTests.Audit.Api;

/// <summary>The cases' actors say what the log says; where the log cannot be read, at least what was acknowledged.</summary>
internal sealed class TicketCheck(AuditSettings settings) : IAuditCheck
{
    public string Name => "cases through the API";

    public async Task Run(AuditContext context, CancellationToken cancellation)
    {
        var sample = SeededSample.Of(context.Journal.All.Keys.ToList(), settings.AskedCases, context.Plan.Seed);
        context.Looked(AuditNames.Asked, sample.Count);
        await AskAgain.Of(context, settings, sample, ticket => Ask(context, ticket), cancellation);
    }

    private static async Task<Suspicion?> Ask(AuditContext context, Guid ticket)
    {
        var told = context.Journal.All[ticket];
        var answer = await context.Api.Get($"/v1/tickets/{ticket}");
        if (!answer.Succeeded)
        {
            return told.Acknowledged == 0 ? null : new Suspicion(AuditKinds.Lost, $"case {ticket}: {answer.Code}", ticket);
        }

        var (version, step) = (answer.Body.GetProperty("version").GetInt64(), answer.Text("step"));
        if (version < told.Version || (version == told.Version && step != told.Step))
        {
            return new Suspicion(AuditKinds.Lost, $"case {ticket} is answered as version {version} in {step}, acknowledged was {told.Version} in {told.Step}", ticket);
        }

        return context.Log.Case(ticket) is { } known && (known.Version != version || known.Step != step || known.Assignment?.Agent != Assignee(answer))
            ? new Suspicion(AuditKinds.Different, $"case {ticket} is answered as version {version} in {step}, the log says {known.Version} in {known.Step}", ticket)
            : null;
    }

    private static string? Assignee(Http.ApiAnswer answer) => answer.Body.TryGetProperty("assignee", out var assignee) ? assignee.GetString() : null;
}
