namespace Zzz.Protocol;

/// <summary>What decides whether the next frame may come: an extension that defines RSV1, and an unfinished message.</summary>
internal readonly record struct FrameContext(bool Compression, bool InMessage);
