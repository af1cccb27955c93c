using Xunit;

namespace Zzz.Tests.Generators.Sessions;

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
            protected void OnMessage(string text) => text.ToString();
        }

        [WsRoute("/ws/polite")]
        public sealed class PoliteController : Greeter
        {
            public override void OnOpen(WsConnection ws) => ws.Send("good morning");
        }
        """).Sessions);
}
