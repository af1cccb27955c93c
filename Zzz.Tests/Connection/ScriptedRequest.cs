using System.Diagnostics.CodeAnalysis;
using System.Security.Claims;
using Zzz.Connection;

namespace Zzz.Tests.Connection;

/// <summary>An empty upgrade request, for a connection that had none.</summary>
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
