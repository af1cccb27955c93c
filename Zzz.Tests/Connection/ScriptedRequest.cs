using System.Diagnostics.CodeAnalysis;
using System.Security.Claims;
using Zzz.Connection;

namespace Zzz.Tests.Connection;

/// <summary>The upgrade request of a connection that had none.</summary>
internal sealed class ScriptedRequest : UpgradeRequest
{
    [SetsRequiredMembers]
    public ScriptedRequest()
    {
        User = new ClaimsPrincipal();
        RemoteEndPoint = null;
        Subprotocol = null;
        AuthToken = null;
        Deflate = null;
        Items = null;
    }

    public override string? Param(string name) => null;

    public override string? QueryParam(string name) => null;
}
