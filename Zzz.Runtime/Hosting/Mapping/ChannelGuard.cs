using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.DependencyInjection;
using Zzz.Channels.Routing;

namespace Zzz.Hosting.Mapping;

/// <summary>
/// Authorizes joins and events through ASP.NET Core's authorization services. Combines the attributes of a channel or handler in the same way as the
/// authorization middleware combines those of an endpoint. The socket is the resource.
/// </summary>
internal sealed class ChannelGuard : IChannelGuard
{
    private readonly string _channel;
    private readonly IAuthorizationPolicyProvider _policies;
    private readonly IAuthorizeData[] _demands;
    private readonly AuthorizationPolicy[] _ready;
    private readonly IAuthorizationRequirementData[] _requirements;

    private AuthorizationPolicy? _policy;

    private ChannelGuard(string channel, object[] metadata, IAuthorizationPolicyProvider policies)
    {
        _channel = channel;
        _policies = policies;
        _demands = [.. metadata.OfType<IAuthorizeData>()];
        _ready = [.. metadata.OfType<AuthorizationPolicy>()];
        _requirements = [.. metadata.OfType<IAuthorizationRequirementData>()];
    }

    /// <summary>Returns the guard for a channel's or handler's attributes, or <see langword="null"/> if they require nothing.</summary>
    /// <param name="channel">The name of the channel, for exceptions.</param>
    /// <param name="metadata">The attributes.</param>
    /// <param name="services">The services of the app.</param>
    /// <exception cref="InvalidOperationException">
    /// The app has no authorization services, or the attributes name an authentication scheme.
    /// </exception>
    public static ChannelGuard? Of(string channel, object[] metadata, IServiceProvider services)
    {
        if (!Array.Exists(metadata, IsDemand) || Array.Exists(metadata, item => item is IAllowAnonymous)) return null;
        if (services.GetService<IAuthorizationPolicyProvider>() is not { } policies)
        {
            throw new InvalidOperationException(
                $"[Authorize] on '{channel}' needs authorization services. Write builder.Services.AddAuthorization() before builder.Build().");
        }

        var guard = new ChannelGuard(channel, metadata, policies);
        guard.RefuseSchemesAtStart();
        return guard;
    }

    public async ValueTask<bool> AllowsAsync(ChannelSocket socket, IServiceProvider services)
    {
        AuthorizationPolicy policy = _policy ?? await CombineAsync();
        RefuseSchemes(policy);
        if (_policies.AllowsCachingPolicies) _policy = policy;
        AuthorizationResult result = await services.GetRequiredService<IAuthorizationService>().AuthorizeAsync(socket.User, socket, policy);
        return result.Succeeded;
    }

    private static bool IsDemand(object item) => item is IAuthorizeData or AuthorizationPolicy or IAuthorizationRequirementData;

    /// <summary>Checks the policy at start-up, if it is available by then. If it is not, the first join or event checks it.</summary>
    private void RefuseSchemesAtStart()
    {
        Task<AuthorizationPolicy> combining = CombineAsync();
        if (combining.IsCompletedSuccessfully) RefuseSchemes(combining.Result);
        else _ = combining.ContinueWith(failed => failed.Exception, TaskContinuationOptions.OnlyOnFaulted);
    }

    /// <summary>Combines the policies as the authorization middleware does.</summary>
    private async Task<AuthorizationPolicy> CombineAsync()
    {
        AuthorizationPolicy? policy = await AuthorizationPolicy.CombineAsync(_policies, _demands, _ready);
        if (_requirements.Length == 0) return policy!;
        AuthorizationPolicyBuilder required = new([]);
        required.AddRequirements([.. _requirements.SelectMany(data => data.GetRequirements())]);
        return policy is null ? required.Build() : AuthorizationPolicy.Combine(policy, required.Build());
    }

    /// <summary>Refuses authentication schemes. A scheme authenticates a request, and the only request ended when the socket was opened.</summary>
    private void RefuseSchemes(AuthorizationPolicy policy)
    {
        if (policy.AuthenticationSchemes.Count == 0) return;
        string schemes = string.Join(", ", policy.AuthenticationSchemes.Select(scheme => $"'{scheme}'"));
        throw new InvalidOperationException(
            $"[Authorize] on '{_channel}' or one of its events names the authentication scheme {schemes}, but the user of a channel is that of its "
            + "socket. Write [Authorize(AuthenticationSchemes = ...)] on the class of the socket, and a policy without schemes on the channel.");
    }
}
