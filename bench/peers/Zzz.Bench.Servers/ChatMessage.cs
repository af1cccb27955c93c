namespace Zzz.Bench.Servers;

/// <summary>The object that a channel event or a hub invocation carries, in both directions.</summary>
public sealed record ChatMessage(int Id, string Room, string Author, string Text, int Likes);
