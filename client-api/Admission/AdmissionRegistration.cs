using Microsoft.Extensions.Configuration;

namespace AfterSales.Api.Admission;

internal static class AdmissionRegistration
{
    public static void AddAdmission(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<AdmissionOptions>().Bind(configuration.GetSection("Admission")).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<Lanes>();
        services.AddSingleton<OpeningLimit>();
        services.AddSingleton<AdmissionMetrics>();
        services.AddSingleton<SubjectRates>();
        services.AddSingleton<OpeningGate>();
    }

    public static TBuilder InLane<TBuilder>(this TBuilder builder, Lane lane)
        where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(new LaneMetadata(lane));
}
