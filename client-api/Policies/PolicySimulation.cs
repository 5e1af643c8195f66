using AfterSales.Api.Http;
using AfterSales.Api.Json;
using AfterSales.Api.Problems;
using AfterSales.Policies;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace AfterSales.Api.Policies;

/// <summary>POST /v1/policies/{name}/simulate: what the document in the body would have decided in the last days.</summary>
internal static class PolicySimulation
{
    private const int DefaultDays = 30;
    private const int MaxDays = 366;

    public static async Task<Results<JsonAnswer<SimulationResult>, JsonAnswer<PromiseSimulationResult>, ProblemAnswer>> Run(
        string name, HttpContext http, [FromServices] IPolicySimulator simulator)
    {
        var query = new QueryReader(http.Request.Query);
        var days = query.TakeNumber("days", 1, MaxDays, DefaultDays);
        if (query.Finish() is { } failure)
        {
            return (ProblemAnswer)failure;
        }

        var json = await PolicyText.Read(http.Request);
        if (!json.Succeeded)
        {
            return (ProblemAnswer)json.Failure;
        }

        var result = await simulator.Simulate(name, json.Value, TimeSpan.FromDays(days), http.RequestAborted);
        return !result.Succeeded ? (ProblemAnswer)result.Failure
            : result.Value.Promises is { } promises ? new JsonAnswer<PromiseSimulationResult>(promises, ApiJson.Responses.PromiseSimulationResult)
            : new JsonAnswer<SimulationResult>(result.Value.Openings!, ApiJson.Responses.SimulationResult);
    }
}
