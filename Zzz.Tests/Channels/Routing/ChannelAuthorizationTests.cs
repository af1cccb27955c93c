using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Infrastructure;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using Zzz.Tests.Hosting;

namespace Zzz.Tests.Channels.Routing;

/// <summary><c>[Authorize]</c> on channels and event handlers, enforced by ASP.NET Core's authorization.</summary>
public class ChannelAuthorizationTests
{
    public static TheoryData<string> Versions => ["V1", "V2"];

    [Theory, MemberData(nameof(Versions))]
    public async Task Who_is_not_allowed_does_not_join(string version)
    {
        var room = new ChannelScript { Metadata = [new AuthorizeAttribute()] };
        await using ChannelApp app = await StartAsync(room);
        using ChannelTestPeer stranger = await app.ConnectAsync(version);
        await stranger.SendAsync("1", "1", "room:1", "phx_join");
        await stranger.ExpectErrorAsync("1", "1", "room:1", "unauthorized");
        Assert.Empty(room.Rest());

        using ChannelTestPeer anna = await app.ConnectAsync(version, headers: "X-User: anna");
        await anna.JoinAsync("room:1");
    }

    [Theory, MemberData(nameof(Versions))]
    public async Task Who_is_not_allowed_sends_no_event(string version)
    {
        var room = new ChannelScript()
            .On("open", (_, message) => message.Reply())
            .On("policy", (socket, message) => message.Reply(socket.User.Identity!.Name), new AuthorizeAttribute("own room"))
            .On("anyone", (_, message) => message.Reply(), new AuthorizeAttribute("own room"), new AllowAnonymousAttribute());
        await using ChannelApp app = await StartAsync(room);
        using ChannelTestPeer anna = await app.ConnectAsync(version, headers: "X-User: anna");
        await anna.JoinAsync("room:bob");
        await anna.JoinAsync("room:anna", "2");
        await anna.SendAsync("1", "3", "room:bob", "policy");
        await anna.ExpectErrorAsync("1", "3", "room:bob", "unauthorized");
        await anna.SendAsync("2", "4", "room:anna", "policy");
        await anna.ExpectOkAsync("2", "4", "room:anna", "\"anna\"");
        await anna.SendAsync("1", "5", "room:bob", "anyone");
        await anna.ExpectOkAsync("1", "5", "room:bob");
        await anna.SendAsync("1", "6", "room:bob", "open");
        await anna.ExpectOkAsync("1", "6", "room:bob");
    }

    [Theory, MemberData(nameof(Versions))]
    public async Task A_policy_that_throws_crashes_what_it_judges(string version)
    {
        var room = new ChannelScript().On("e", (_, _) => { }, new AuthorizeAttribute("no such policy"));
        var hall = new ChannelScript("hall:*") { Metadata = [new AuthorizeAttribute("no such policy")] };
        await using ChannelApp app = await StartAsync(room, hall);
        using ChannelTestPeer peer = await app.JoinAsync(version, "room:1");
        await peer.SendAsync("2", "2", "hall:1", "phx_join");
        await peer.ExpectErrorAsync("2", "2", "hall:1", "join crashed");
        await peer.SendAsync("1", "3", "room:1", "e");
        await peer.ExpectAsync("1", "1", "room:1", "phx_error");
        await peer.ExpectNothingAsync();
    }

    [Fact]
    public async Task An_app_without_authorization_does_not_start()
    {
        var room = new ChannelScript { Metadata = [new AuthorizeAttribute()] };
        var exception = await Assert.ThrowsAsync<InvalidOperationException>(() => ChannelApp.StartAsync(room));
        Assert.Contains("AddAuthorization", exception.Message, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Versions))]
    public async Task Requirements_and_policies_count_without_a_name(string version)
    {
        var room = new ChannelScript { Metadata = [new NamedRequirement("anna")] }
            .On("policy", (_, message) => message.Reply(), new AuthorizationPolicyBuilder().RequireUserName("bob").Build())
            .On("both", (_, message) => message.Reply(), new AuthorizeAttribute("own room"), new NamedRequirement("bob"))
            .On("anyone", (_, message) => message.Reply(), new NamedRequirement("bob"), new AllowAnonymousAttribute());
        await using ChannelApp app = await StartAsync(room);
        using ChannelTestPeer bob = await app.ConnectAsync(version, headers: "X-User: bob");
        await bob.SendAsync("1", "1", "room:1", "phx_join");
        await bob.ExpectErrorAsync("1", "1", "room:1", "unauthorized");

        using ChannelTestPeer anna = await app.ConnectAsync(version, headers: "X-User: anna");
        await anna.JoinAsync("room:anna");
        await anna.SendAsync("1", "2", "room:anna", "policy");
        await anna.ExpectErrorAsync("1", "2", "room:anna", "unauthorized");
        await anna.SendAsync("1", "3", "room:anna", "both");
        await anna.ExpectErrorAsync("1", "3", "room:anna", "unauthorized");
        await anna.SendAsync("1", "4", "room:anna", "anyone");
        await anna.ExpectOkAsync("1", "4", "room:anna");
    }

    [Theory]
    [InlineData("Header")]
    [InlineData("by policy")]
    public async Task A_scheme_of_its_own_does_not_start(string demand)
    {
        IAuthorizeData guard = demand == "Header" ? new AuthorizeAttribute { AuthenticationSchemes = demand } : new AuthorizeAttribute(demand);
        foreach (ChannelScript room in new[] { new ChannelScript { Metadata = [guard] }, new ChannelScript().On("e", (_, _) => { }, guard) })
        {
            var exception = await Assert.ThrowsAsync<InvalidOperationException>(() => StartAsync(room));
            Assert.Contains("'Header'", exception.Message, StringComparison.Ordinal);
            Assert.Contains($"'{room.Definition.Name}'", exception.Message, StringComparison.Ordinal);
        }
    }

    private static Task<ChannelApp> StartAsync(params ChannelScript[] channels) => ChannelApp.StartAsync(_ => { }, Build, channels);

    private static void Build(WebApplicationBuilder builder)
    {
        HeaderAuthentication.AddTo(builder.Services);
        builder.Services.AddAuthorizationBuilder()
            .AddPolicy("by policy", policy => policy.AddAuthenticationSchemes("Header").RequireAuthenticatedUser())
            .AddPolicy("own room", policy => policy.RequireAssertion(context =>
                context.Resource is ChannelSocket socket && socket.Topic == $"room:{context.User.Identity?.Name}"));
    }

    /// <summary>An attribute that is not an <c>IAuthorizeData</c>, but only adds a requirement.</summary>
    private sealed class NamedRequirement(string name) : IAuthorizationRequirementData
    {
        public IEnumerable<IAuthorizationRequirement> GetRequirements() => [new NameAuthorizationRequirement(name)];
    }
}
