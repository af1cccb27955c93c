namespace Zzz.Tests.Conformance;

/// <summary>
/// One case, with its id in the Autobahn testsuite: the messages that a client sends to an echo endpoint, and the answers that it must get. The
/// script is created when it is run, because some scripts are large.
/// </summary>
internal sealed record ConformanceCase(string Id, string What, Func<Script, Script> Steps)
{
    public Script Script() => Steps(new Script());
}
