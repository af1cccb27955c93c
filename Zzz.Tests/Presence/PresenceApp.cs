using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Zzz.Presence.Replicas;
using Zzz.Tests.Channels;

namespace Zzz.Tests.Presence;

/// <summary>An app whose rooms track clients that join, under the key in the join's payload. Refs count up: "n.1", "n.2".</summary>
internal sealed class PresenceApp : IAsyncDisposable
{
    private readonly ChannelApp _app;

    private PresenceApp(ChannelApp app) => _app = app;

    public IPresence Presence => _app.Services.GetRequiredService<IPresence>();

    public static async Task<PresenceApp> StartAsync(string node = "n", Action<IServiceCollection>? services = null)
    {
        IPresence? presence = null;
        var room = new ChannelScript
        {
            Joins = (socket, join) =>
            {
                string key = join.Json<Text>().Body;
                if (key == "watcher") presence!.PushState(socket);
                else presence!.Track(socket, key, new Text("here"));
                return new(key == "refused" ? JoinResult.Error("no") : JoinResult.Ok());
            },
        };
        room.On("away", (socket, message) => presence!.Update(socket, message.Json<Text>().Body, new Text("away")));
        room.On("untrack", (socket, message) => presence!.Untrack(socket, message.Json<Text>().Body));
        room.On("track", (socket, message) => presence!.Track(socket, message.Json<Text>().Body, new Text("too")));
        room.On("many", (socket, message) =>
        {
            string meta = new('m', 250);
            int[] range = [.. message.Json<Text>().Body.Split('-').Select(number => int.Parse(number, CultureInfo.InvariantCulture))];
            for (int i = range[0]; i < range[1]; i++) presence!.Track(socket, $"key{i}", new Text(meta));
        });
        room.On("crash", (_, _) => throw new InvalidOperationException("crash"));

        ChannelApp app = await ChannelApp.StartAsync(
            _ => { },
            builder =>
            {
                builder.Services.AddSingleton(new PresenceReplica(node));
                builder.Services.Configure<ZzzOptions>(options => options.KeepAliveInterval = Timeout.InfiniteTimeSpan);
                services?.Invoke(builder.Services);
            },
            room);
        presence = app.Services.GetRequiredService<IPresence>();
        return new PresenceApp(app);
    }

    /// <summary>Joins a topic, and reads up to the reply.</summary>
    public async Task<ChannelTestPeer> JoinAsync(string key, string topic = "room:1")
    {
        ChannelTestPeer peer = await _app.ConnectAsync("V2");
        await JoinAsync(peer, key, topic);
        return peer;
    }

    public static async Task JoinAsync(ChannelTestPeer peer, string key, string topic = "room:1")
    {
        await peer.SendAsync("1", "1", topic, "phx_join", $$"""{"body":"{{key}}"}""");
        await peer.ExpectOkAsync("1", "1", topic);
    }

    public Task<ChannelTestPeer> ConnectAsync() => _app.ConnectAsync("V2");

    public Task StopAsync() => _app.StopAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
