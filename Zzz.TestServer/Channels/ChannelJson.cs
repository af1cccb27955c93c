using System.Text.Json.Serialization;

namespace Zzz.TestServer.Channels;

[JsonSerializable(typeof(Operands))]
[JsonSerializable(typeof(Sum))]
[JsonSerializable(typeof(Visitor))]
[JsonSerializable(typeof(Status))]
[JsonSerializable(typeof(Dictionary<string, int>))]
internal sealed partial class ChannelJson : JsonSerializerContext;
