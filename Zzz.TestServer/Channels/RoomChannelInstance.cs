using System.Text.Json;
using Zzz.Channels;

namespace Zzz.TestServer.Channels;

/// <summary>One topic of <see cref="RoomChannel"/>: calls its methods.</summary>
internal sealed class RoomChannelInstance(RoomChannel channel) : ChannelInstance
{
    internal static readonly ChannelDefinition Definition = new(
        "RoomChannel",
        "room:*",
        Create,
        [
            new("echo"),
            new("add"),
            new("nothing"),
            new("bytes"),
            new("push"),
            new("push_bytes"),
            new("broadcast"),
            new("broadcast_bytes"),
            new("broadcast_from"),
            new("later"),
            new("refuse"),
            new("silent"),
            new("token"),
            new("crash"),
            new("close"),
            new("drop"),
        ]);

    public override ValueTask<JoinResult> OnJoin(ChannelSocket socket, ChannelMessage join) =>
        new(channel.OnJoin(socket, join.Json<JsonElement>()));

    public override ValueTask OnEvent(int index, ChannelSocket socket, ChannelMessage message)
    {
        switch (index)
        {
            case 0:
                message.Reply<JsonElement>(channel.Echo(message.Json<JsonElement>()));
                return default;
            case 1:
                message.Reply<Sum>(channel.Add(message.Json<Operands>()));
                return default;
            case 2:
                channel.Nothing();
                message.Reply();
                return default;
            case 3:
                message.ReplyBinary(channel.Bytes(message.Bytes).Span);
                return default;
            case 4:
                channel.Push(socket, message.Json<JsonElement>());
                message.Reply();
                return default;
            case 5:
                channel.PushBytes(socket, message.Bytes);
                message.Reply();
                return default;
            case 6:
                channel.Broadcast(socket, message.Json<JsonElement>());
                message.Reply();
                return default;
            case 7:
                channel.BroadcastBytes(socket, message.Bytes);
                message.Reply();
                return default;
            case 8:
                channel.BroadcastFrom(socket, message.Json<JsonElement>());
                message.Reply();
                return default;
            case 9:
                channel.Later(message.Defer());
                return default;
            case 10:
                channel.Refuse(message.Defer());
                return default;
            case 11:
                channel.Silent(message.Defer());
                return default;
            case 12:
                message.Reply<string?>(channel.Token(socket));
                return default;
            case 13:
                channel.Crash();
                message.Reply();
                return default;
            case 14:
                channel.Close(socket);
                message.Reply();
                return default;
            default:
                channel.Drop(socket);
                message.Reply();
                return default;
        }
    }

    public override ValueTask OnLeave(ChannelSocket socket)
    {
        channel.OnLeave(socket);
        return default;
    }

    private static RoomChannelInstance? Create(ChannelBinder join) =>
        new(new RoomChannel(join.Services.GetRequiredService<ClosedConnections>()));
}
