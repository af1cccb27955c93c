using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.Routing;

namespace Zzz.Tests.Controllers;

/// <summary>Admits only members, on one host, and as often as a policy allows, by means of ASP.NET Core's own attributes.</summary>
[WsRoute("/members")]
[Authorize(Roles = "member")]
[Host("localhost", "127.0.0.1", "members.example")]
[EnableRateLimiting("members")]
public sealed class MembersController
{
    public void OnOpen(WsConnection ws) => ws.Send($"welcome {ws.User.Identity!.Name}");
}
