namespace Zzz.Protocol;

/// <summary>
/// The state that decides which frame may come next: whether compression is in use, so that RSV1 may be set, and whether a message is unfinished.
/// </summary>
internal readonly record struct FrameContext(bool Compression, bool InMessage);
