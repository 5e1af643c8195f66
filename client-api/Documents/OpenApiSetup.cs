using AfterSales.Api.Json;
using Microsoft.OpenApi;

namespace AfterSales.Api.Documents;

/// <summary>/openapi/v1.json and the browsable reference at /docs, both made from the endpoints themselves.</summary>
internal static class OpenApiSetup
{
    private const string DocumentUrl = "/openapi/v1.json";

    public static void AddDocuments(this IServiceCollection services)
    {
        // The framework's generator looks at these options; the endpoints themselves use ApiJson.
        services.ConfigureHttpJsonOptions(options => ApiJson.Common(options.SerializerOptions));
        services.AddOpenApi("v1", options =>
        {
            options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
            options.AddDocumentTransformer<DocumentHead>();
            options.AddOperationTransformer<OperationInputs>();
            options.AddSchemaTransformer<ValueSchemas>();
        });
    }

    public static void MapDocuments(this WebApplication app)
    {
        // In a branch: the pages compare every path they see with a pattern, which the API's requests need not pay for.
        app.UseWhen(http => http.Request.Path.StartsWithSegments("/docs"), branch => branch.UseSwaggerUI(options =>
        {
            options.RoutePrefix = "docs";
            options.DocumentTitle = "AfterSales API";
            options.SwaggerEndpoint(DocumentUrl, "AfterSales v1");
        }));
    }

    public static void MapOpenApiEndpoints(this IEndpointRouteBuilder routes)
    {
        routes.MapOpenApi("/openapi/{documentName}.json").AllowAnonymous();
        routes.MapGet("/", () => Results.Redirect("/docs")).AllowAnonymous().ExcludeFromDescription();
    }
}
