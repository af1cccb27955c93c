namespace Zzz.Tests.Peers;

/// <summary>The running chat sample. <c>ZZZ_CHAT_SERVER</c> may name another build of it.</summary>
public sealed class ChatSample() : ServerProcess("Chat", "ZZZ_CHAT_SERVER");
