using System.Threading.Channels;
using Zzz.CompilerServices;
using Zzz.Tests.Peers;

namespace Zzz.Tests.Channels;

/// <summary>A channel whose methods a test supplies. Records the calls.</summary>
internal sealed class ChannelScript(string topic = "room:*")
{
    private readonly List<(EventDefinition Event, Func<ChannelSocket, ChannelMessage, ValueTask> Handler)> _events = [];
    private readonly Channel<string> _calls = Channel.CreateUnbounded<string>();

    public Func<ChannelSocket, ChannelMessage, ValueTask<JoinResult>> Joins { get; init; } = (_, _) => new(JoinResult.Ok());

    public Action<ChannelBinder> Binds { get; init; } = _ => { };

    public Func<ChannelSocket, ValueTask> Leaves { get; set; } = _ => default;

    public Action Disposes { get; init; } = () => { };

    public object[] Metadata { get; init; } = [];

    public ChannelDefinition Definition =>
        new("ScriptedChannel", TopicParts.Of(topic), Create, _events.Select(one => one.Event).ToArray(), Metadata);

    public ChannelScript On(string name, Action<ChannelSocket, ChannelMessage> handler, params object[] metadata) =>
        OnAsync(name, (socket, message) =>
        {
            handler(socket, message);
            return default;
        }, metadata);

    public ChannelScript OnAsync(string name, Func<ChannelSocket, ChannelMessage, ValueTask> handler, params object[] metadata)
    {
        _events.Add((new EventDefinition(name, metadata), handler));
        return this;
    }

    public void Note(string call) => _calls.Writer.TryWrite(call);

    /// <summary>Returns the next call, such as "join room:1".</summary>
    public Task<string> NextAsync() => _calls.Reader.ReadAsync().AsTask().Guarded();

    /// <summary>Returns the calls that the test has not taken.</summary>
    public IEnumerable<string> Rest()
    {
        while (_calls.Reader.TryRead(out string? call)) yield return call;
    }

    private Instance? Create(ChannelBinder binder)
    {
        Binds(binder);
        return binder.IsRefused ? null : new Instance(this);
    }

    private sealed class Instance(ChannelScript script) : ChannelInstance
    {
        public override async ValueTask<JoinResult> OnJoin(ChannelSocket socket, ChannelMessage join)
        {
            script.Note($"join {socket.Topic}");
            return await script.Joins(socket, join);
        }

        public override ValueTask OnEvent(int index, ChannelSocket socket, ChannelMessage message) => script._events[index].Handler(socket, message);

        public override async ValueTask OnLeave(ChannelSocket socket)
        {
            script.Note($"leave {socket.Topic}");
            await script.Leaves(socket);
        }

        public override ValueTask DisposeAsync()
        {
            script.Note("dispose");
            script.Disposes();
            return default;
        }
    }
}
