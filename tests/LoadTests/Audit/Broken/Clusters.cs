using Microsoft.AspNetCore.Builder;
#if ORLEANS
using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
#endif

namespace AfterSales.Tests.LoadTests.Audit.Broken;

/// <summary>Two hosts that do not know of each other, as two halves of a cluster in the moment in which both believe that they own a case.</summary>
internal static class Clusters
{
    public static void OfItsOwn(WebApplicationBuilder builder)
    {
#if ORLEANS
        builder.Services.PostConfigure<ClusterOptions>(cluster => cluster.ClusterId = "other");
#else
        // Every embedded engine is alone by nature.
        _ = builder;
#endif
    }
}
