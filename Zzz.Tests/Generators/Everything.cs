using Microsoft.CodeAnalysis;

namespace Zzz.Tests.Generators;

/// <summary>Sources that give each collection in a model at least one element: an empty one would hide a comparison by reference.</summary>
internal static class Everything
{
    public static string First(NullableContextOptions nullable = NullableContextOptions.Enable) => For(
        nullable,
        """
        using System.Text.Json.Serialization;
        using Microsoft.AspNetCore.Authorization;
        using Microsoft.AspNetCore.Mvc;
        using Microsoft.Extensions.DependencyInjection;

        namespace Chat
        {
            public class Move
            {
                public int X { get; set; }
            }

            [JsonSerializable(typeof(Move))]
            internal partial class ChatJson : JsonSerializerContext { }

            [ZzzModule]
            public static partial class ChatModule { }

            public interface IClock { }

            [WsRoute("/ws/{room}/first")]
            [Authorize("people", Roles = "admin"), Obsolete]
            public sealed class FirstController : IDisposable
            {
                private readonly IClock _clock;

                public FirstController(IClock clock, [FromKeyedServices("utc")] IClock utc, IServiceProvider all, IClock? none = null)
                {
                    _clock = clock;
                }

                public static void Configure(WsOptions options) { options.MaxMessageSize = 1; }

                public void OnOpen(WsConnection ws, string room, [FromQuery] int page = 1, [FromServices] IClock? clock = null) { ws.Send("hello"); }

                public async Task OnMessage(WsConnection ws, string text)
                {
                    await ws.SendAsync(text + _clock);
                }

                public ValueTask OnClose(string reason, WsCloseCode code, WsConnection ws) { return default; }

                public void Dispose() { }
            }
        }
        """);

    public static string Second(NullableContextOptions nullable = NullableContextOptions.Enable) => For(
        nullable,
        """
        namespace Chat
        {
            public class NoteAttribute : Attribute
            {
                public NoteAttribute(string? text) { }
            }

            public class Outer
            {
                [WsRoute("/ws/:room/second")]
                [Microsoft.AspNetCore.Http.Tags("one", "two"), Note(null)]
                internal class SecondController
                {
                    public Move OnText(Move move) { return move; }

                    public async Task<string?> OnBinary(WsMessage message) { await Task.Yield(); return message.ToString(); }
                }
            }
        }
        """);

    public static string Channels(NullableContextOptions nullable = NullableContextOptions.Enable) => For(
        nullable,
        """
        using System.Text.Json;
        using Microsoft.AspNetCore.Authorization;
        using Microsoft.AspNetCore.Mvc;

        namespace Chat
        {
            [ChannelRoute("/socket/{tenant}", typeof(RoomChannel), typeof(LobbyChannel)), Authorize]
            public sealed class UserSocket
            {
                public static void Configure(WsOptions options) { }

                public string? Id(WsConnection ws, string tenant) { return tenant; }
            }

            [Channel("room:{id:int}"), Authorize("members")]
            internal sealed class RoomChannel : IDisposable
            {
                public RoomChannel(IClock clock) { }

                public JoinResult OnJoin(ChannelSocket socket, int id, Move? payload) { return JoinResult.Ok("welcome"); }

                [On("move"), On("jump"), Authorize("players")]
                public Move? Jump(Move move, [FromServices] IClock clock) { return move; }

                [On("wait")]
                public async Task<string?> Wait(JsonElement payload) { await Task.Yield(); return payload.ToString(); }

                [On("later")]
                public Task Later(ReplyTo reply) { reply.Error("no"); return Task.CompletedTask; }

                public void OnLeave() { }

                public void Dispose() { }
            }

            [Channel("lobby")]
            public class LobbyChannel { }
        }
        """);

    public const string Unrelated = "internal class Unrelated { }";

    /// <summary>Returns a source for a project. If the project does not use nullable references, the source has none.</summary>
    private static string For(NullableContextOptions nullable, string source) =>
        nullable == NullableContextOptions.Enable ? source : source.Replace("?", "", StringComparison.Ordinal);
}
