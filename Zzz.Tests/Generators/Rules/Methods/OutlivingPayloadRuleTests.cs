using Xunit;

namespace Zzz.Tests.Generators.Rules.Methods;

public class OutlivingPayloadRuleTests
{
    [Theory]
    [InlineData("_last = [|message|];")]
    [InlineData("this._last = [|message|];")]
    [InlineData("Last = [|message|];")]
    [InlineData("s_last = [|message|];")]
    [InlineData("_bytes = [|message.Payload|];")]
    [InlineData("_bytes = [|message.Payload.Slice(1)|];")]
    [InlineData("_bytes = [|message.Payload[1..]|];")]
    [InlineData("_last ??= [|message|];")]
    [InlineData("_last = [|new WsMessage(WsMessageKind.Binary, message.Payload)|];")]
    [InlineData("_pair = [|(1, message)|];")]
    [InlineData("_entry = [|new Entry(message)|];")]
    [InlineData("_box = [|new Box { Content = message }|];")]
    [InlineData("_box.Content = [|message|];")]
    [InlineData("var bytes = message.Payload; _bytes = [|bytes|];")]
    [InlineData("ReadOnlyMemory<byte> bytes; bytes = message.Payload; _bytes = [|bytes|];")]
    [InlineData("new List<int> { 1 }.ForEach(_ => _last = [|message|]);")]
    public Task A_payload_in_a_member_is_reported(string code) => IsReported(code);

    [Theory]
    [InlineData("_list.Add([|message|]);")]
    [InlineData("_list?.Add([|message|]);")]
    [InlineData("_list.Insert(0, [|message|]);")]
    [InlineData("_array[0] = [|message|];")]
    [InlineData("_map[1] = [|message|];")]
    [InlineData("_map.TryAdd(1, [|message|]);")]
    [InlineData("injected.Enqueue([|message|]);")]
    [InlineData("_channel.Writer.TryWrite([|message|]);")]
    [InlineData("await _channel.Writer.WriteAsync([|message|]);")]
    [InlineData("ws.Assign(\"last\", [|message|]);")]
    public Task A_payload_in_a_collection_is_reported(string code) => IsReported(code);

    [Theory]
    [InlineData("_ = Task.Run(() => ws.Send([|message|]));")]
    [InlineData("_ = Task.Run(() => Console.WriteLine([|message|].GetText())).ContinueWith(_ => { });")]
    [InlineData("_ = Task.Run(Later); void Later() => ws.Send([|message|]);")]
    [InlineData("_ = ws.SendAsync([|message|]);")]
    [InlineData("ThreadPool.QueueUserWorkItem(_ => ws.Send([|message|]));")]
    [InlineData("new Thread(() => ws.Send([|message|])).Start();")]
    [InlineData("_later = () => ws.Send([|message|]);")]
    [InlineData("_work.Add(() => ws.Send([|message|]));")]
    [InlineData("Happened += () => ws.Send([|message|]);")]
    public Task A_payload_in_work_that_nobody_awaits_is_reported(string code) => IsReported(code);

    [Theory]
    [InlineData("_bytes = message.Payload.ToArray();")]
    [InlineData("_text = message.GetText();")]
    [InlineData("_length = message.Payload.Length;")]
    [InlineData("var bytes = message.Payload; bytes = bytes.ToArray(); _bytes = bytes;")]
    [InlineData("message = new WsMessage(message.Kind, message.Payload.ToArray()); _last = message;")]
    [InlineData("_copy = new Copy(message);")]
    [InlineData("string text = message.GetText(); _ = Task.Run(() => ws.Send(text));")]
    public Task A_copy_may_be_kept(string code) => IsFine(code);

    [Theory]
    [InlineData("ws.Send(message);")]
    [InlineData("await ws.SendAsync(message);")]
    [InlineData("await Task.Run(() => ws.Send(message));")]
    [InlineData("await Task.Run(() => ws.Send(message)).ConfigureAwait(false);")]
    [InlineData("var sent = Task.Run(() => ws.Send(message)); await sent;")]
    [InlineData("await Task.WhenAll(Task.Run(() => ws.Send(message)));")]
    [InlineData("new List<int> { 1 }.ForEach(_ => ws.Send(message));")]
    [InlineData("var list = new List<WsMessage>(); list.Add(message);")]
    [InlineData("var box = new Box(); box.Content = message;")]
    [InlineData("var all = new WsMessage[1]; all[0] = message;")]
    public Task A_payload_may_be_used_until_the_handler_ends(string code) => IsFine(code);

    [Fact]
    public Task Work_that_the_handler_returns_is_awaited() => Diagnosis.IsNone(
        """[WsRoute("/ws")] public class C { public Task OnMessage(WsConnection ws, WsMessage message) => Task.Run(() => ws.Send(message)); }""");

    [Fact]
    public Task Bytes_are_a_payload_too() => Diagnosis.Is(
        """[WsRoute("/ws")] public class C { ReadOnlyMemory<byte> _last; public void OnMessage(ReadOnlyMemory<byte> bytes) => _last = [|bytes|]; }""",
        Message("bytes"));

    [Fact]
    public Task Text_is_a_copy_already() => Diagnosis.IsNone(
        """[WsRoute("/ws")] public class C { string? _last; public void OnMessage(string text) => _last = text; }""");

    [Fact]
    public Task What_another_method_is_given_is_its_own_matter() => Diagnosis.IsNone(
        """[WsRoute("/ws")] public class C { WsMessage _last; public void Keep(WsMessage message) => _last = message; }""");

    [Fact]
    public Task A_handler_that_a_controller_inherits_is_looked_into() => Diagnosis.Is(
        """
        public abstract class Keeper { protected WsMessage Last; public void OnMessage(WsMessage message) => Last = [|message|]; }
        [WsRoute("/a")] public class A : Keeper;
        """,
        "ZZZ6002: 'message' may be used after 'Keeper.OnMessage' has completed, when its memory may hold another message: copy it with ToArray() or GetText()");

    private static Task IsReported(string code) => Diagnosis.Is(Controller(code), Message(Between(code)));

    private static Task IsFine(string code) => Diagnosis.IsNone(Controller(code));

    private static string Between(string code) => code[(code.IndexOf("[|", StringComparison.Ordinal) + 2)..code.IndexOf("|]", StringComparison.Ordinal)];

    private static string Message(string value) =>
        $"ZZZ6002: '{value}' may be used after 'C.OnMessage' has completed, when its memory may hold another message: copy it with ToArray() or GetText()";

    private static string Controller(string code) =>
        $$"""
        using System.Threading.Channels;

        public record Entry(WsMessage Message);
        public class Box { public WsMessage Content { get; set; } }
        public class Copy { public Copy(WsMessage message) { } }

        [WsRoute("/ws")]
        public class C(Queue<WsMessage> injected)
        {
            private static WsMessage s_last;
            private WsMessage? _last;
            private ReadOnlyMemory<byte> _bytes;
            private (int, WsMessage) _pair;
            private Entry? _entry;
            private Box _box = new();
            private Copy? _copy;
            private string? _text;
            private int _length;
            private Action? _later;
            private readonly List<WsMessage> _list = [];
            private readonly List<Action> _work = [];
            private readonly WsMessage[] _array = new WsMessage[1];
            private readonly Dictionary<int, WsMessage> _map = [];
            private readonly Channel<WsMessage> _channel = Channel.CreateUnbounded<WsMessage>();

            public event Action? Happened;

            public WsMessage Last { get; set; }

            public async Task OnMessage(WsConnection ws, WsMessage message)
            {
                await Task.Yield();
                {{code}}
            }

            public int State() => HashCode.Combine(
                (s_last, _last, _bytes, _pair, _entry, _box, _copy), (_text, _length, _later, _list, _work, _array), (_map, _channel, Happened, injected));
        }
        """;
}
