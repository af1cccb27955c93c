using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.DependencyInjection;
using Zzz.Channels;

namespace Zzz.Hosting;

/// <summary>Judges by ASP.NET Core's authorization what <c>[Authorize]</c> says of a channel or handler. The socket is the resource.</summary>
internal sealed class ChannelGuard(IAuthorizationPolicyProvider policies, IAuthorizeData[] demands) : IChannelGuard
{
    private AuthorizationPolicy? _policy;

    /// <summary>The guard that attributes ask for, or <see langword="null"/> for none.</summary>
    /// <exception cref="InvalidOperationException">The app has no authorization services.</exception>
    public static ChannelGuard? Of(object[] metadata, IServiceProvider services)
    {
        IAuthorizeData[] demands = [.. metadata.OfType<IAuthorizeData>()];
        if (demands.Length == 0 || metadata.OfType<IAllowAnonymous>().Any()) return null;
        return services.GetService<IAuthorizationPolicyProvider>() is { } policies
            ? new ChannelGuard(policies, demands)
            : throw new InvalidOperationException("[Authorize] needs authorization services. Write builder.Services.AddAuthorization() before builder.Build().");
    }

    public async ValueTask<bool> AllowsAsync(ChannelSocket socket, IServiceProvider services)
    {
        AuthorizationPolicy policy = _policy ?? (await AuthorizationPolicy.CombineAsync(policies, demands))!;
        if (policies.AllowsCachingPolicies) _policy = policy;
        AuthorizationResult result = await services.GetRequiredService<IAuthorizationService>().AuthorizeAsync(socket.User, socket, policy);
        return result.Succeeded;
    }
}
