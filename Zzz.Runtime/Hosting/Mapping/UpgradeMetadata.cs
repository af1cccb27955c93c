using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.OutputCaching;

namespace Zzz.Hosting.Mapping;

/// <summary>
/// The metadata that tells ASP.NET Core's middleware how to treat Zzz endpoints, whatever policies the app has: do not redirect to a sign-in page, do
/// not cache answers, and do not make other requests wait for them.
/// </summary>
internal sealed class UpgradeMetadata : IDisableCookieRedirectMetadata, IOutputCachePolicy
{
    public static readonly UpgradeMetadata Instance = new();

    private UpgradeMetadata()
    {
    }

    /// <summary>Replaces all output cache policies, including those of a route group, with this one.</summary>
    public static void KeepFromCaches(EndpointBuilder endpoint)
    {
        for (int i = endpoint.Metadata.Count - 1; i >= 0; i--)
            if (endpoint.Metadata[i] is OutputCacheAttribute or IOutputCachePolicy) endpoint.Metadata.RemoveAt(i);
        endpoint.Metadata.Add(Instance);
    }

    public ValueTask CacheRequestAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        context.EnableOutputCaching = context.AllowCacheLookup = context.AllowCacheStorage = context.AllowLocking = false;
        return default;
    }

    public ValueTask ServeFromCacheAsync(OutputCacheContext context, CancellationToken cancellation) => default;

    public ValueTask ServeResponseAsync(OutputCacheContext context, CancellationToken cancellation) => default;
}
