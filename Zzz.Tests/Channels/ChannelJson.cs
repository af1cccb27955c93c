using System.Text.Json.Serialization;

namespace Zzz.Tests.Channels;

internal sealed record Operands(int A, int B);

internal sealed record Sum(int Value);

internal sealed record Text(string Body);

[JsonSerializable(typeof(Operands))]
[JsonSerializable(typeof(Sum))]
[JsonSerializable(typeof(Text))]
[JsonSourceGenerationOptions(System.Text.Json.JsonSerializerDefaults.Web)]
internal sealed partial class ChannelJson : JsonSerializerContext;
