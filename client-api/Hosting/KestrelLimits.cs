using AfterSales.Api.Batches;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace AfterSales.Api.Hosting;

/// <summary>What the server itself refuses before an endpoint sees it.</summary>
internal sealed class KestrelLimits : IConfigureOptions<KestrelServerOptions>
{
    public void Configure(KestrelServerOptions options)
    {
        options.AddServerHeader = false;
        // The largest body of all is a batch; endpoints have smaller limits of their own.
        options.Limits.MaxRequestBodySize = BatchBody.MaxBytes;
        options.Limits.MaxRequestHeadersTotalSize = 32 * 1024;
        options.Limits.MaxRequestHeaderCount = 64;
        options.Limits.MaxConcurrentConnections = 20_000;
        options.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
    }
}
