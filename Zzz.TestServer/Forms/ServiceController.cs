using System.Security.Claims;
using System.Text;
using Microsoft.AspNetCore.Mvc;

namespace Zzz.TestServer.Forms;

/// <summary>Services of the constructor and of a handler, with and without a key; the user; and the token.</summary>
[WsRoute("/forms/services")]
public sealed class ServiceController(StringBuilder constructed, [FromKeyedServices("key")] StringBuilder keyed)
{
    public string OnMessage(
        string text,
        [FromServices] StringBuilder served,
        [FromKeyedServices("key")] StringBuilder? byKey,
        [FromKeyedServices("other")] StringBuilder? missing,
        ClaimsPrincipal user,
        IServiceProvider services,
        ILogger<ServiceController> logger,
        CancellationToken closed) =>
        $"{text} {constructed} {keyed} {served} {byKey} {missing is null} {user.Identity?.Name} {closed.CanBeCanceled} {services.GetService<StringBuilder>()} {logger.IsEnabled(LogLevel.None)}";
}
