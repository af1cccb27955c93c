namespace Zzz.Tests.Controllers;

/// <summary>A controller that cannot be created.</summary>
[WsRoute("/unmakeable")]
public sealed class UnmakeableController
{
    public UnmakeableController() => throw new InvalidOperationException("no such luck");
}
