using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace Zzz.Tests.Generators.Emitting;

public class SessionEmitterTests
{
    [Fact]
    public void Echo() => Snapshot.Matches(this, GeneratorRun.Over(
        """
        namespace Chat;

        [WsRoute("/ws/echo")]
        public sealed class EchoController
        {
            public void OnOpen(WsConnection ws) { }
            public void OnMessage(WsConnection ws, WsMessage message) => ws.Send(message);
            public void OnClose(WsConnection ws, WsCloseCode code, string reason) { }
        }
        """).Sessions);

    [Fact]
    public void Text_only_tasks_out_of_order_and_static() => Snapshot.Matches(this, GeneratorRun.Over(
        """
        [WsRoute("/ws/tasks")]
        internal class TaskController
        {
            public static Task OnClose(string why, WsCloseCode code) => Task.CompletedTask;
            public ValueTask OnMessage(string text, WsConnection socket) => default;
            internal async Task OnOpen() => await Task.Yield();
        }
        """).Sessions);

    [Fact]
    public void Bytes_in_a_nested_class_with_a_disposable_inside() => Snapshot.Matches(this, GeneratorRun.Over(
        """
        namespace Chat.@event;

        public static class Uploads
        {
            [WsRoute("/ws/upload")]
            public sealed class @class : IDisposable, IAsyncDisposable
            {
                public Task OnMessage(ReadOnlyMemory<byte> bytes) => Task.CompletedTask;
                public void Dispose() { }
                public ValueTask DisposeAsync() => default;
            }
        }
        """).Sessions);

    [Fact]
    public void Constructor_injection() => Snapshot.Matches(this, GeneratorRun.Over(
        """
        using Microsoft.Extensions.DependencyInjection;

        public interface IClock;

        [WsRoute("/ws/injected")]
        public sealed class InjectedController(
            IClock clock,
            IServiceProvider all,
            IClock? maybe,
            IEnumerable<string?> names,
            [FromKeyedServices("utc")] IClock utc,
            [FromKeyedServices(7)] IClock? seventh,
            IClock? optional = null,
            string greeting = "hi \"you\"",
            DayOfWeek day = DayOfWeek.Friday,
            int limit = 5,
            int? size = null,
            DayOfWeek? rest = DayOfWeek.Sunday,
            DateTime since = default,
            [FromKeyedServices("most")] byte most = 7) : IDisposable
        {
            public object?[] All { get; } = [clock, all, maybe, names, utc, seventh, optional, greeting, day, limit, size, rest, since, most];
            void IDisposable.Dispose() { }
        }
        """).Sessions);

    [Fact]
    public void The_marked_constructor_of_several() => Snapshot.Matches(this, GeneratorRun.Over(
        """
        using Microsoft.Extensions.DependencyInjection;

        [WsRoute("/ws/marked")]
        public sealed class MarkedController
        {
            public MarkedController() { }
            [ActivatorUtilitiesConstructor] public MarkedController(IServiceProvider services) => services.ToString();
        }
        """).Sessions);

    [Fact]
    public void Inherited_callbacks() => Snapshot.Matches(this, GeneratorRun.Over(
        """
        public abstract class Greeter
        {
            public virtual void OnOpen(WsConnection ws) => ws.Send("hello");
            public static void OnClose() { }
            private void OnMessage(string text) => text.ToString();
        }

        [WsRoute("/ws/polite")]
        public sealed class PoliteController : Greeter
        {
            public override void OnOpen(WsConnection ws) => ws.Send("good morning");
        }
        """).Sessions);

    [Fact]
    public void One_instance_for_all_connections() => Snapshot.Matches(this, GeneratorRun.Over(
        """
        using Microsoft.AspNetCore.Mvc;

        [WsRoute("/ws/score", Lifetime = WsLifetime.Singleton)]
        public sealed class ScoreController(IServiceProvider services, TimeProvider time) : IDisposable
        {
            public object[] All { get; } = [services, time];
            public void OnMessage(WsConnection ws, string text) => ws.Send(text);
            public void Dispose() { }
        }

        [WsRoute("/ws/silent/{room}", Lifetime = WsLifetime.Singleton)]
        public sealed class SilentController
        {
            public static void OnOpen(WsConnection ws, string room, [FromServices] TimeProvider time) => ws.Send(room + time);
        }
        """).Sessions);

    [Fact]
    public void Text_and_binary_apart() => Snapshot.Matches(this, GeneratorRun.Over(
        """
        [WsRoute("/ws/both")]
        public sealed class BothController
        {
            public void OnText(WsConnection ws, string text) => ws.Send(text);
            public Task OnBinary(ReadOnlyMemory<byte> bytes) => Task.CompletedTask;
        }

        [WsRoute("/ws/late")]
        public sealed class LateController
        {
            public string OnBinary(ReadOnlySpan<byte> bytes) => "";
            public Task<string?> OnText(WsMessage text) => Task.FromResult<string?>(null);
        }

        [WsRoute("/ws/replies")]
        public sealed class RepliesController
        {
            public string? OnText(string text) => null;
            public byte[]? OnBinary(ReadOnlyMemory<byte> bytes) => null;
        }

        [WsRoute("/ws/binary")]
        public sealed class BinaryController
        {
            public void OnBinary(WsMessage message) { }
        }

        [WsRoute("/ws/text")]
        public sealed class TextController
        {
            public void OnText(WsMessage message) { }
        }
        """).Sessions);

    [Fact]
    public void Streams() => Snapshot.Matches(this, GeneratorRun.Over(
        """
        [WsRoute("/ws/streams")]
        public sealed class StreamController
        {
            public IAsyncEnumerable<string> OnMessage(string text, CancellationToken closed) => null!;
        }

        [WsRoute("/ws/apart")]
        public sealed class ApartController
        {
            public static IAsyncEnumerable<int> OnText(string text) => null!;
            public async Task<byte[]> OnBinary(WsMessage message) { await Task.Yield(); return []; }
        }

        [WsRoute("/ws/forms")]
        public sealed class FormsController
        {
            public IAsyncEnumerable<WsMessage> OnText(string text) => null!;
            public IAsyncEnumerable<ReadOnlyMemory<byte>> OnBinary(ReadOnlyMemory<byte> bytes) => null!;
        }
        """).Sessions);

    [Fact]
    public void Control_frames_and_errors() => Snapshot.Matches(this, GeneratorRun.Over(
        """
        [WsRoute("/ws/sync")]
        public sealed class SyncController
        {
            public void OnPing(WsConnection ws, ReadOnlySpan<byte> payload) { }
            public void OnPong() { }
            public bool OnError(WsConnection ws, Exception exception) => true;
        }

        [WsRoute("/ws/tasks")]
        public sealed class TaskController
        {
            public Task OnPing(ReadOnlyMemory<byte> data) => Task.CompletedTask;
            public ValueTask OnPong(WsConnection ws, ReadOnlyMemory<byte> data) => default;
            public static async Task<bool> OnError(Exception why) { await Task.Yield(); return why is null; }
        }

        [WsRoute("/ws/valuetasks")]
        public sealed class ValueTaskController
        {
            public ValueTask<bool> OnError() => new(false);
        }
        """).Sessions);

    [Fact]
    public void Values_of_the_request() => Snapshot.Matches(this, GeneratorRun.Over(
        """
        using System.Security.Claims;
        using Microsoft.AspNetCore.Mvc;
        using Microsoft.Extensions.DependencyInjection;

        [WsRoute("/ws/{room}/{id:int}/{day?}")]
        public sealed class ValueController(TimeProvider time)
        {
            public TimeProvider Time => time;

            public void OnOpen(
                WsConnection ws,
                ClaimsPrincipal user,
                CancellationToken closed,
                string Room,
                int id,
                DayOfWeek? day,
                [FromQuery] string? q,
                [FromQuery(Name = "page-no")] int page = 1,
                [FromQuery] Guid? since = null,
                [FromQuery] double? factor = 0.5,
                [FromQuery] string sort = "name",
                [FromQuery] DayOfWeek on = DayOfWeek.Monday,
                [FromHeader(Name = "X-Day")] DayOfWeek from = default,
                [FromHeader(Name = "User-Agent")] string? agent = null) { }

            public Task OnMessage(
                WsMessage message,
                int id,
                [FromQuery] int[] ids,
                [FromQuery(Name = "ids")] string?[]? names,
                [FromQuery] DayOfWeek[] days,
                [FromHeader] DateOnly[]? accept,
                [FromServices] TimeProvider clock,
                [FromKeyedServices("utc")] TimeProvider? utc) => Task.CompletedTask;

            public static void OnClose(long id, [FromQuery] string reason, [FromQuery] string @class, string why) { }
        }
        """).Sessions);

    [Theory]
    [InlineData("bool", "true")]
    [InlineData("Task<bool>", "Task.FromResult(true)")]
    [InlineData("ValueTask<bool>", "new(true)")]
    [InlineData("IResult?", "null")]
    [InlineData("Task<IResult?>", "Task.FromResult<IResult?>(null)")]
    [InlineData("ValueTask<NotFound?>", "default")]
    [InlineData("Results<NotFound, Ok>", "TypedResults.Ok()")]
    public void An_answer_to_the_upgrade_compiles(string type, string value) => Assert.Contains(
        "UpgradeAnswer.Of(controller.OnUpgrade())",
        Assert.Single(GeneratorRun.Over(
            $$"""
            using Microsoft.AspNetCore.Http;
            using Microsoft.AspNetCore.Http.HttpResults;
            [WsRoute("/ws")] public class C { public {{type}} OnUpgrade() => {{value}}; }
            """).Sessions).Value,
        StringComparison.Ordinal);

    [Fact]
    public void A_judge_of_upgrades() => Snapshot.Matches(this, GeneratorRun.Over(
        """
        using System.Security.Claims;
        using Microsoft.AspNetCore.Http;
        using Microsoft.AspNetCore.Mvc;

        [WsRoute("/ws/guarded")]
        public sealed class GuardedController
        {
            public async Task<IResult?> OnUpgrade(HttpContext http, ClaimsPrincipal user, CancellationToken gone, [FromQuery] string? token)
            {
                await Task.Yield();
                return token is null ? Results.NotFound() : null;
            }

            public void OnOpen(WsConnection ws, [FromQuery] string? token) => ws.Send(token!);
        }
        """).Sessions);

    [Fact]
    public void Json_in_and_out() => Snapshot.Matches(this, GeneratorRun.Over(
        """
        using System.Text.Json.Serialization;

        namespace Games;

        public record Move(int X);
        public struct Place;

        [JsonSerializable(typeof(Move)), JsonSerializable(typeof(Place)), JsonSerializable(typeof(List<Move>))]
        internal partial class GameJson : JsonSerializerContext;

        [WsRoute("/ws/move")]
        public sealed class MoveController
        {
            public Move? OnMessage(WsConnection ws, Move move) => move;
        }

        [WsRoute("/ws/place")]
        public sealed class PlaceController
        {
            public async ValueTask<Place> OnMessage(Place place) { await Task.Yield(); return place; }
        }

        [WsRoute("/ws/list")]
        public sealed class ListController
        {
            public Task<Place?> OnText(List<Move>? moves) => Task.FromResult<Place?>(null);
        }
        """).Sessions);

    [Theory]
    [InlineData("string")]
    [InlineData("string?")]
    [InlineData("ReadOnlyMemory<byte>")]
    [InlineData("ReadOnlyMemory<byte>?")]
    [InlineData("byte[]")]
    [InlineData("byte[]?")]
    [InlineData("WsMessage")]
    [InlineData("WsMessage?")]
    public void A_reply_compiles(string type) => GeneratorRun.Over(UserProject.Of(LanguageVersion.CSharp12, NullableContextOptions.Enable,
        $$"""
        [WsRoute("/ws/1")] public class C1 { public {{type}} OnMessage(WsMessage message) => default!; }
        [WsRoute("/ws/2")] public class C2 { public Task<{{type}}> OnMessage(string text) => default!; }
        [WsRoute("/ws/3")] public class C3 { public ValueTask<{{type}}> OnMessage(ReadOnlySpan<byte> bytes) => default!; }
        [WsRoute("/ws/4")] public class C4 { public {{type}} OnText(string text) => default!; public Task<{{type}}> OnBinary(WsMessage m) => default!; }
        [WsRoute("/ws/5")] public class C5 { public {{type}} OnBinary(ReadOnlySpan<byte> b) => default!; public Task<{{type}}> OnText(string t) => default!; }
        """));

    [Fact]
    public void Replies() => Snapshot.Matches(this, GeneratorRun.Over(
        """
        [WsRoute("/ws/bytes")]
        public sealed class BytesController
        {
            public ReadOnlyMemory<byte> OnMessage(WsMessage message) => message.Payload;
        }

        [WsRoute("/ws/message")]
        public sealed class MessageController
        {
            public async Task<WsMessage?> OnMessage(WsMessage message) { await Task.Yield(); return message; }
        }

        [WsRoute("/ws/array")]
        public sealed class ArrayController
        {
            public ValueTask<byte[]?> OnMessage(string text) => default;
        }
        """).Sessions);
}
