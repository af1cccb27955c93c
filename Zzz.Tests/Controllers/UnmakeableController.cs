namespace Zzz.Tests.Controllers;

/// <summary>Cannot be made.</summary>
[WsRoute("/unmakeable")]
public sealed class UnmakeableController
{
    public UnmakeableController() => throw new InvalidOperationException("no such luck");
}
