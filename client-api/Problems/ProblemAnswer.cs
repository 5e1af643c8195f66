using System.Reflection;
using Microsoft.AspNetCore.Http.Metadata;

namespace AfterSales.Api.Problems;

/// <summary>An expected refusal as an endpoint's result.</summary>
internal sealed class ProblemAnswer(Failure failure) : IResult, IEndpointMetadataProvider
{
    public Failure Failure => failure;

    public static implicit operator ProblemAnswer(Failure failure) => new(failure);

    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status400BadRequest, typeof(ProblemDocument), ["application/problem+json"]));

    public Task ExecuteAsync(HttpContext httpContext) => ProblemWriter.Write(httpContext, failure);
}
