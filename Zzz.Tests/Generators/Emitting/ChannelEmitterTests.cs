using Xunit;

namespace Zzz.Tests.Generators.Emitting;

/// <summary>The instance of a channel: its definition, and the overrides that call its methods.</summary>
public class ChannelEmitterTests
{
    [Fact]
    public void A_room() => Snapshot.Matches(this, GeneratorRun.Over(
        """
        using System.Text.Json.Serialization;

        namespace Chat;

        public sealed record JoinRoom(string Name);
        public sealed record NewMessage(string Body);
        public sealed record Sum(int Value);

        [JsonSerializable(typeof(JoinRoom)), JsonSerializable(typeof(NewMessage)), JsonSerializable(typeof(Sum))]
        internal sealed partial class ChatJson : JsonSerializerContext;

        [Channel("room:*")]
        public sealed class RoomChannel
        {
            public JoinResult OnJoin(ChannelSocket socket, JoinRoom payload) => JoinResult.Ok();
            [On("new_msg"), On("shout")] public void NewMessage(ChannelSocket socket, NewMessage payload) => socket.Broadcast("new_msg", payload);
            [On("size")] public Sum Size() => new(1);
            [On("slow")] public void Slow(ReplyTo reply) => reply.Ok();
            public void OnLeave(ChannelSocket socket) { }
        }
        """).Sessions);

    [Fact]
    public void Payloads_and_replies() => Snapshot.Matches(this, GeneratorRun.Over(
        """
        using System.Text.Json.Serialization;

        public struct Place;
        public sealed record Move(int X);
        [JsonSerializable(typeof(Move)), JsonSerializable(typeof(Place)), JsonSerializable(typeof(Place?))]
        internal sealed partial class Json : JsonSerializerContext;

        [Channel("forms")]
        public sealed class FormsChannel
        {
            public static void OnJoin(ReadOnlySpan<byte> payload) { }
            [On("text")] public string Text(string text) => text;
            [On("maybe text")] public string? MaybeText(string? text) => text;
            [On("maybe move")] public Move? MaybeMove(Move? move) => move;
            [On("place")] public Place Place(Place place) => place;
            [On("maybe place")] public Place? MaybePlace(Place? place) => place;
            [On("bytes")] public ReadOnlyMemory<byte> Bytes(ReadOnlyMemory<byte> bytes) => bytes;
            [On("maybe bytes")] public ReadOnlyMemory<byte>? MaybeBytes(ReadOnlySpan<byte> bytes) => null;
            [On("array")] public byte[] Array() => [];
            [On("maybe array")] public byte[]? MaybeArray() => null;
            [On("task")] public Task Answer(ReplyTo reply) => Task.CompletedTask;
            [On("value task")] public static ValueTask AnswerToo(ReplyTo reply) => default;
            [On("a \"name\"\\")] public void @class() { }
        }
        """).Sessions);

    [Fact]
    public void Replies() => Snapshot.Matches(this, GeneratorRun.Over(
        """
        [Channel("replies")]
        public sealed class ReplyChannel
        {
            [On("sync")] public Reply Sync() => Reply.Ok();
            [On("of")] public Reply<int> Of(string text) => text.Length == 0 ? Reply.Error("empty") : Reply.Ok(text.Length);
            [On("task")] public Task<Reply> Wait() => Task.FromResult(Reply.Error(1));
            [On("value task")] public async ValueTask<Reply<byte[]?>> WaitToo() { await Task.Yield(); return default; }
        }
        """).Sessions);

    [Fact]
    public void Streams() => Snapshot.Matches(this, GeneratorRun.Over(
        """
        [Channel("streams")]
        public sealed class StreamChannel
        {
            [On("numbers"), On("more")] public IAsyncEnumerable<int> Numbers(string payload, CancellationToken left) => null!;
            [On("text")] public IAsyncEnumerable<string?> Text() => null!;
            [On("bytes")] public IAsyncEnumerable<ReadOnlyMemory<byte>> Bytes(ReadOnlyMemory<byte> bytes) => null!;
            [On("arrays")] public static IAsyncEnumerable<byte[]> Arrays() => null!;
        }
        """).Sessions);

    [Fact]
    public void Tasks() => Snapshot.Matches(this, GeneratorRun.Over(
        """
        using System.Text.Json.Serialization;

        public struct Place;
        [JsonSerializable(typeof(Place))] internal sealed partial class Json : JsonSerializerContext;

        [Channel("tasks:*")]
        internal sealed class TaskChannel
        {
            public async Task<JoinResult> OnJoin() { await Task.Yield(); return JoinResult.Error("no"); }
            [On("task")] public Task Wait() => Task.CompletedTask;
            [On("value task")] public ValueTask WaitToo() => default;
            [On("sync")] public void Sync() { }
            [On("text")] public Task<string> Text() => Task.FromResult("");
            [On("place")] public ValueTask<Place?> MaybePlace() => default;
            [On("bytes")] public ValueTask<ReadOnlyMemory<byte>> Bytes() => default;
            [On("array")] public async Task<byte[]?> Array() { await Task.Yield(); return null; }
            [On("span")] public void Span(ReadOnlySpan<byte> bytes) { }
            [On("later")] public Task Later(ReplyTo reply) => Task.CompletedTask;
            public Task OnLeave() => Task.CompletedTask;
        }

        [Channel("value tasks")]
        internal sealed class ValueTaskChannel
        {
            public ValueTask<JoinResult> OnJoin() => default;
            public ValueTask OnLeave() => default;
        }

        [Channel("welcome")]
        internal sealed class WelcomeChannel
        {
            public async Task OnJoin(ChannelSocket socket) { await Task.Yield(); socket.Push("hello", "you"); }
        }
        """).Sessions);

    [Fact]
    public void Values_of_the_topic_and_services() => Snapshot.Matches(this, GeneratorRun.Over(
        """
        using System.Security.Claims;
        using Microsoft.Extensions.DependencyInjection;
        using Microsoft.AspNetCore.Mvc;

        [Channel("game:{id:int}:{Side}:{channel}")]
        public sealed class GameChannel(TimeProvider clock) : IDisposable
        {
            public void OnJoin(int id, DayOfWeek side, ClaimsPrincipal user, CancellationToken left, WsConnection ws, [FromServices] TimeProvider time) =>
                clock.ToString();
            [On("move")] public void Move(long? id, string channel, [FromKeyedServices("utc")] TimeProvider? utc) { }
            void IDisposable.Dispose() { }
        }
        """).Sessions);

    [Fact]
    public void Attributes_and_inherited_methods() => Snapshot.Matches(this, GeneratorRun.Over(
        """
        using Microsoft.AspNetCore.Authorization;

        [RateLimit(5)]
        public abstract class BaseChannel
        {
            public void OnLeave() { }
            [On("ping"), Authorize] public virtual void Ping() { }
            [On("pong")] public void Pong() { }
            [On("away")] internal void Away() { }
            [On("both"), On("rest")] public void Both() { }
        }

        [Channel("inherited"), Authorize("members"), Obsolete]
        public sealed class InheritedChannel : BaseChannel, IAsyncDisposable
        {
            [On("kick"), Authorize("admins"), RateLimit(0.5, Burst = 2)] public void Kick() { }
            public override void Ping() { }
            [On("pong")] public new void Pong() { }
            [On("both")] public void Mine() { }
            public ValueTask DisposeAsync() => default;
        }

        [Channel("silent")] public sealed class SilentChannel;
        """).Sessions);
}
