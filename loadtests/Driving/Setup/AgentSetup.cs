using System.Globalization;
using System.Text;
using AfterSales.LoadTests.Driving.Wire;
using AfterSales.LoadTests.Http;
using AfterSales.LoadTests.Running;
using AfterSales.LoadTests.Workload.Staff;
using AfterSales.LoadTests.Workload.Stories;

namespace AfterSales.LoadTests.Driving.Setup;

/// <summary>Registers the agents of one driver's share and lets them sign in.</summary>
internal sealed class AgentSetup(DriverTask task, PatientCaller caller)
{
    private const int Parallel = 8;
    private readonly ApiCaller _lead = new($"{task.Plan.Run}-setup", ShopRoles.Admin);

    public Task Run(CancellationToken cancellation)
    {
        var own = Enumerable.Range(0, task.Plan.Agents).Where(agent => agent % task.Of == task.Share);
        return System.Threading.Tasks.Parallel.ForEachAsync(own, new ParallelOptions { MaxDegreeOfParallelism = Parallel, CancellationToken = cancellation }, async (agent, _) =>
        {
            var id = AgentRoster.IdOf(task.Plan, agent);
            await Send(HttpMethod.Put, $"/v1/agents/{id}", _lead, Profile(agent));
            await Send(HttpMethod.Post, $"/v1/agents/{id}/presence", _lead, """{"presence":"Online"}""");
        });
    }

    private string Profile(int agent)
    {
        var departments = AgentRoster.DepartmentsOf(task.Plan, task.Desks, agent).Select(name => $"\"{name}\"");
        var skills = task.Desks.Skills.Select(skill => $$"""{"skill":"{{skill}}","level":5}""");
        return string.Create(CultureInfo.InvariantCulture, $$"""
            {"name":"Agent {{agent}}","languages":["zh","en"],"skills":[{{string.Join(',', skills)}}],"capacity":{{task.Plan.AgentCapacity}},"departments":[{{string.Join(',', departments)}}]}
            """);
    }

    private async Task Send(HttpMethod method, string path, ApiCaller who, string body)
    {
        var result = await caller.Run(new ApiCall("setup", method, path, who) { Body = Encoding.UTF8.GetBytes(body) }, caller.Clock.Now);
        if (!result.Succeeded)
        {
            throw new BenchRefusedException($"The system did not take an agent ({path}): {result.Answer.Code ?? result.Answer.Failure}.");
        }
    }
}
