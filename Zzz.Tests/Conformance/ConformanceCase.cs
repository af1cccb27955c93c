namespace Zzz.Tests.Conformance;

/// <summary>
/// One case, under the id that the Autobahn testsuite gives it: what a client does to an echo endpoint, and what it must see. The script
/// is made when it is run, since some are large.
/// </summary>
internal sealed record ConformanceCase(string Id, string What, Func<Script, Script> Steps)
{
    public Script Script() => Steps(new Script());
}
