namespace Zzz.Bench.Servers;

/// <summary>What an event of a channel, or an invocation of a hub, carries both ways.</summary>
public sealed record ChatMessage(int Id, string Room, string Author, string Text, int Likes);
