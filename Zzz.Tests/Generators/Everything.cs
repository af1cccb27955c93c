namespace Zzz.Tests.Generators;

/// <summary>Sources in which each collection that the generator keeps has elements: an empty one would hide that it is compared by reference.</summary>
internal static class Everything
{
    public const string First =
        """
        using Microsoft.AspNetCore.Authorization;
        using Microsoft.Extensions.DependencyInjection;

        namespace Chat
        {
            public interface IClock { }

            [WsRoute("/ws/{room}/first")]
            [Authorize("people", Roles = "admin"), Obsolete]
            public sealed class FirstController : IDisposable
            {
                private readonly IClock _clock;

                public FirstController(IClock clock, [FromKeyedServices("utc")] IClock utc, IServiceProvider services, IClock none = null, int size = 3)
                {
                    _clock = clock;
                }

                public static void Configure(WsOptions options) { options.MaxMessageSize = 1; }

                public void OnOpen(WsConnection ws) { ws.Send("hello"); }

                public async Task OnMessage(WsConnection ws, string text)
                {
                    await ws.SendAsync(text + _clock);
                }

                public ValueTask OnClose(string reason, WsCloseCode code, WsConnection ws) { return default; }

                public void Dispose() { }
            }
        }
        """;

    public const string Second =
        """
        namespace Chat
        {
            public class Outer
            {
                [WsRoute("/ws/:room/second")]
                [Microsoft.AspNetCore.Http.Tags("one", null)]
                internal class SecondController
                {
                    public void OnMessage(ReadOnlyMemory<byte> bytes) { }
                }
            }
        }
        """;

    public const string Unrelated = "internal class Unrelated { }";
}
