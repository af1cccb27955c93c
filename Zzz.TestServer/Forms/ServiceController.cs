using System.Security.Claims;
using System.Text;
using Microsoft.AspNetCore.Mvc;

namespace Zzz.TestServer.Forms;

/// <summary>Takes services in the constructor and in a handler, with and without a key, as well as the user and the token.</summary>
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
