namespace Zzz.Tests.Peers;

/// <summary>The echo sample, running. <c>ZZZ_ECHO_SERVER</c> may name another build of it.</summary>
public sealed class EchoSample() : ServerProcess("Echo", "ZZZ_ECHO_SERVER");
