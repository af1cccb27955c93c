namespace Zzz.Protocol;

/// <summary>The state that decides which frame may come next: whether an extension defines RSV1, and whether a message is unfinished.</summary>
internal readonly record struct FrameContext(bool Compression, bool InMessage);
