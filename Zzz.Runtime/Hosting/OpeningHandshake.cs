using Microsoft.AspNetCore.Http;
using Zzz.Connection;

namespace Zzz.Hosting;

/// <summary>A version of HTTP's way to ask for a WebSocket, and to answer.</summary>
internal abstract class OpeningHandshake
{
    private static readonly OpeningHandshake[] All = [new Http1Upgrade(), new ExtendedConnect()];

    /// <summary>The way in which a request asks; <see langword="null"/> if it asks for none.</summary>
    public static OpeningHandshake? Of(HttpContext context) => Array.Find(All, handshake => handshake.IsAskedFor(context));

    /// <summary>Whether the headers that only this way has are as they must be.</summary>
    public abstract UpgradeRefusal? Judge(IHeaderDictionary headers);

    /// <summary>Says yes, and gives what the request became; <see langword="null"/> if the server takes no more.</summary>
    public abstract Task<ITransport?> AcceptAsync(HttpContext context, Agreement agreement);

    protected abstract bool IsAskedFor(HttpContext context);
}
