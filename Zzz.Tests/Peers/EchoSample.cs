namespace Zzz.Tests.Peers;

/// <summary>The running echo sample. <c>ZZZ_ECHO_SERVER</c> may name another build of it.</summary>
public sealed class EchoSample() : ServerProcess("Echo", "ZZZ_ECHO_SERVER");
