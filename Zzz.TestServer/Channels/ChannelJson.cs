using System.Text.Json.Serialization;

namespace Zzz.TestServer.Channels;

[JsonSerializable(typeof(Operands))]
[JsonSerializable(typeof(Sum))]
internal sealed partial class ChannelJson : JsonSerializerContext;
