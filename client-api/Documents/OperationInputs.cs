using AfterSales.Api.Http;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace AfterSales.Api.Documents;

/// <summary>Bodies, headers and query parameters, which the endpoints read by themselves and so name in their metadata.</summary>
internal sealed class OperationInputs : IOpenApiOperationTransformer
{
    public async Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        foreach (var header in metadata.OfType<HeaderMetadata>())
        {
            Add(operation, header.Name, ParameterLocation.Header, header.Required, header.Description);
        }

        foreach (var name in metadata.OfType<QueryMetadata>().SelectMany(query => query.Names))
        {
            Add(operation, name, ParameterLocation.Query, required: false, description: null);
        }

        if (metadata.OfType<RequestBodyMetadata>().FirstOrDefault() is { } body)
        {
            var schema = await context.GetOrCreateSchemaAsync(body.Type, cancellationToken: cancellationToken);
            operation.RequestBody = new OpenApiRequestBody
            {
                Required = body.Required,
                Content = new Dictionary<string, OpenApiMediaType>
                {
                    [MediaTypes.Json] = new() { Schema = body.ItemName is null ? schema : Batch(schema, body.ItemName) },
                },
            };
        }
    }

    private static void Add(OpenApiOperation operation, string name, ParameterLocation location, bool required, string? description)
    {
        operation.Parameters ??= [];
        operation.Parameters.Add(new OpenApiParameter
        {
            Name = name,
            In = location,
            Required = required,
            Description = description,
            Schema = new OpenApiSchema { Type = JsonSchemaType.String },
        });
    }

    private static OpenApiSchema Batch(OpenApiSchema item, string itemName)
    {
        item.Properties ??= new Dictionary<string, IOpenApiSchema>();
        item.Properties[itemName] = new OpenApiSchema { Type = JsonSchemaType.String };
        item.Required ??= new HashSet<string>();
        item.Required.Add(itemName);
        return new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            Required = new HashSet<string> { "items" },
            Properties = new Dictionary<string, IOpenApiSchema>
            {
                ["items"] = new OpenApiSchema { Type = JsonSchemaType.Array, MinItems = 1, MaxItems = Batches.BatchBody.MaxItems, Items = item },
            },
        };
    }
}
