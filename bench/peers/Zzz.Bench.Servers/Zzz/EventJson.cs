using System.Text.Json.Serialization;

namespace Zzz.Bench.Servers.Zzz;

[JsonSerializable(typeof(ChatMessage))]
internal sealed partial class EventJson : JsonSerializerContext;
