using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.OutputCaching;

namespace Zzz.Hosting.Mapping;

/// <summary>
/// What every endpoint of Zzz tells ASP.NET Core's middleware: nobody is to be sent to a page to sign in, and no answer is to be cached or
/// waited for by the next request, whatever policies the app has.
/// </summary>
internal sealed class UpgradeMetadata : IDisableCookieRedirectMetadata, IOutputCachePolicy
{
    public static readonly UpgradeMetadata Instance = new();

    private UpgradeMetadata()
    {
    }

    /// <summary>Makes this the last of the policies. Those of a group are for the group's other endpoints.</summary>
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
