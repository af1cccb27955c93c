using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Zzz.Channels.Members;
using Zzz.CompilerServices;
using Zzz.Tests.Peers;

namespace Zzz.Tests.Channels;

/// <summary>An app on real Kestrel with one channel route, <c>/socket</c>.</summary>
internal sealed class ChannelApp : IAsyncDisposable
{
    private readonly TestApp _app;

    private ChannelApp(TestApp app) => _app = app;

    public int Port => _app.Port;

    public IServiceProvider Services => _app.Services;

    public IChannels Channels => _app.Services.GetRequiredService<IChannels>();

    public ChannelHub Hub => _app.Services.GetRequiredService<ChannelHub>();

    public static Task<ChannelApp> StartAsync(params ChannelScript[] channels) => StartAsync(_ => { }, channels);

    public static Task<ChannelApp> StartAsync(Action<ChannelOptions> options, params ChannelScript[] channels) =>
        StartAsync(options, _ => { }, channels);

    public static async Task<ChannelApp> StartAsync(
        Action<ChannelOptions> options, Action<WebApplicationBuilder> build, params ChannelScript[] channels) =>
        new(await TestApp.StartAsync(
            all => options(all.Channels),
            build,
            app => new WsEndpoints(app, [ChannelJson.Default])
                .MapChannels("ScriptedSocket", "/socket", ScriptedSocket.Create, channels.Select(channel => channel.Definition).ToArray())));

    public Task<ChannelTestPeer> ConnectAsync(string version, string query = "", params string[] headers) =>
        ChannelTestPeer.OpenAsync(Port, version, query, headers);

    /// <summary>Connects, and joins a topic with "1" for both refs.</summary>
    public async Task<ChannelTestPeer> JoinAsync(string version, string topic, string query = "")
    {
        ChannelTestPeer peer = await ConnectAsync(version, query);
        await peer.JoinAsync(topic);
        return peer;
    }

    public Task StopAsync() => _app.StopAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
