using System.Text.Json.Serialization;

// From clients
public sealed record JoinRoom(string? Name = null);
public sealed record NewMessage(string? Body = null);

// To clients
public sealed record Said(string Name, string Body);
public sealed record Typing(string Name);
public sealed record Online(DateTimeOffset Since);

[JsonSerializable(typeof(JoinRoom))]
[JsonSerializable(typeof(NewMessage))]
[JsonSerializable(typeof(Said))]
[JsonSerializable(typeof(Typing))]
[JsonSerializable(typeof(Online))]
internal sealed partial class ChatJson : JsonSerializerContext;
