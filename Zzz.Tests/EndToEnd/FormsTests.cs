using System.Text;
using Xunit;
using Zzz.Tests.Peers;

namespace Zzz.Tests.EndToEnd;

/// <summary>Each form of a callback, a parameter and a reply, in a separate process: as built and as a native executable, they give the same answers.</summary>
public sealed class FormsTests(TestServer server) : IClassFixture<TestServer>
{
    private const string Key = "6f9619ff-8b86-d011-b42d-00c04fc964ff";

    [Theory]
    [InlineData($"/forms/route/lobby/7/{Key}/::1", $"lobby 7 {Key} ::1 none")]
    [InlineData($"/forms/route/a%20b/-7/{Key}/10.0.0.1/friday", $"a b -7 {Key} 10.0.0.1 Friday")]
    [InlineData("/forms/rest/a/b/c", "a+b+c")]
    [InlineData("/forms/query?factor=1.5", "1.5 ever 1 Monday none")]
    [InlineData("/forms/query?factor=1e3&since=2026-01-31&PAGE-NO=2&start=5&text=a%20b", "1000 2026-01-31 2 Friday a b")]
    [InlineData("/forms/headers", "localhost none  10")]
    [InlineData("/forms/headers", $"localhost {Key} Friday+Monday+Sunday 3", $"X-Trace: {Key}", "X-Days: Friday, monday", "X-Days: 0", "X-Limit: 3")]
    [InlineData("/forms/upgrade/valuetask-of-result?accept=true", "hello alice", "X-User: alice")]
    [InlineData("/forms/kinds", "speaks kinds.v1", "Sec-WebSocket-Protocol: other, kinds.v1")]
    [InlineData("/module/forms/rest/a/b", "a+b")]
    public async Task OnOpen_is_given_values_of_the_request(string path, string told, params string[] headers)
    {
        using RawPeer peer = await OpenAsync(path, headers);
        Assert.Equal(told, Said(await peer.ReadFrameAsync()));
    }

    [Theory]
    [InlineData("/forms/services", "hi", "hi served by-key served by-key True alice True served False")]
    [InlineData("/forms/text-only", "hi", "hi")]
    [InlineData("/forms/error/bad", """{"text":"bad"}""", "bad", "close 1011")]
    [InlineData("/forms/error/other", """{"text":"bad"}""", "bad", "pong")]
    [InlineData("/forms/error/other", "{", "malformed", "pong")]
    [InlineData("/forms/error/other", "null", "malformed", "pong")]
    [InlineData("/forms/reply/message", "hi", "hi")]
    [InlineData("/forms/reply/string", "hi", "hi!")]
    [InlineData("/forms/reply/string", "silence", "pong")]
    [InlineData("/forms/reply/memory", "hi", "binary i")]
    [InlineData("/forms/reply/array", "hi", "binary i")]
    [InlineData("/forms/reply/json", """{"text":"hi","day":5,"numbers":[1,2]}""", """{"text":"hi!","day":5,"numbers":[1,2]}""")]
    [InlineData("/forms/reply/json", "{", "close 1007")]
    [InlineData("/forms/reply/nullable-json", "null", """{"text":"null","day":null,"numbers":null}""")]
    [InlineData("/forms/reply/nullable-json", """{"text":"hi"}""", "pong")]
    [InlineData("/forms/reply/sent", "hi", "i", "hi", "binary hi", """{"text":"hi","day":null,"numbers":null}""")]
    [InlineData("/forms/async/message", "hi", "hi")]
    [InlineData("/forms/async/string", "hi", "hi!")]
    [InlineData("/forms/async/string", "silence", "pong")]
    [InlineData("/forms/async/memory", "hi", "binary i")]
    [InlineData("/forms/async/array", "hi", "binary i")]
    [InlineData("/forms/async/json", """{"text":"hi","day":5,"numbers":[1,2]}""", """{"text":"hi!","day":5,"numbers":[1,2]}""")]
    [InlineData("/forms/async/json", "{", "close 1007")]
    [InlineData("/forms/async/nullable-json", "null", """{"text":"null","day":null,"numbers":null}""")]
    [InlineData("/forms/async/nullable-json", """{"text":"hi"}""", "pong")]
    [InlineData("/forms/async/sent", "hi", "i", "hi", "binary hi", """{"text":"hi","day":null,"numbers":null}""")]
    [InlineData("/forms/stream/string", "hey", "h", "e", "y", "pong")]
    [InlineData("/forms/stream/array", "hi", "binary h", "binary i", "pong")]
    [InlineData("/forms/stream/json", """{"text":"hi"}""", """{"text":"hi","day":null,"numbers":null}""", """{"text":"hi!","day":null,"numbers":null}""", "pong")]
    [InlineData("/module/forms/reply/string", "hi", "hi!")]
    public async Task A_text_is_answered(string path, string text, params string[] answers)
    {
        using RawPeer peer = await OpenAsync(path, "X-User: alice");
        await peer.SendAsync([.. ClientFrame.Text(text), .. ClientFrame.Ping()]);
        foreach (string answer in answers) Assert.Equal(answer, Said(await peer.ReadFrameAsync()));
    }

    [Theory]
    [InlineData("/forms/query?factor=1", "hi:   ")]
    [InlineData("/forms/query?factor=1&n=1&n=2&tag=a&tag=b&days=Friday&days=0", "hi: 1+2 a+b Friday+Sunday")]
    [InlineData("/forms/kinds", "text hi")]
    public async Task A_text_is_answered_after_what_OnOpen_sent(string path, string answer)
    {
        using RawPeer peer = await OpenAsync(path);
        await peer.ReadFrameAsync();
        await peer.SendAsync(ClientFrame.Text("hi"));
        Assert.Equal(answer, Said(await peer.ReadFrameAsync()));
    }

    [Theory]
    [InlineData("/forms/text-only", "close 1003")]
    [InlineData("/forms/reply/message", "binary hi")]
    [InlineData("/forms/reply/memory", "binary i")]
    [InlineData("/forms/reply/array", "binary i")]
    [InlineData("/forms/reply/json", "close 1003")]
    [InlineData("/forms/async/message", "binary hi")]
    [InlineData("/forms/kinds", "speaks ", "binary 6869")]
    public async Task A_binary_message_is_answered(string path, params string[] answers)
    {
        using RawPeer peer = await OpenAsync(path);
        await peer.SendAsync(ClientFrame.Binary([.. "hi"u8]));
        foreach (string answer in answers) Assert.Equal(answer, Said(await peer.ReadFrameAsync()));
    }

    [Fact]
    public async Task A_message_beyond_the_size_that_Configure_set_is_refused()
    {
        using RawPeer peer = await OpenAsync("/forms/kinds");
        await peer.ReadFrameAsync();
        await peer.SendAsync(ClientFrame.Text("more than sixteen bytes"));
        Assert.Equal("close 1009", Said(await peer.ReadFrameAsync()));
    }

    [Fact]
    public async Task Pings_and_pongs_have_handlers()
    {
        using RawPeer peer = await OpenAsync("/forms/control");
        await peer.SendAsync([.. ClientFrame.Ping([.. "a"u8]), .. ClientFrame.Pong([.. "b"u8])]);
        Assert.Equal("pong", Said(await peer.ReadFrameAsync()));
        Assert.Equal("ping a", Said(await peer.ReadFrameAsync()));
        Assert.Equal("pong b", Said(await peer.ReadFrameAsync()));
    }

    [Theory]
    [InlineData("bool", 403)]
    [InlineData("task-of-bool", 403)]
    [InlineData("valuetask-of-bool", 403)]
    [InlineData("result", 418)]
    [InlineData("task-of-result", 418)]
    [InlineData("valuetask-of-result", 418)]
    public async Task OnUpgrade_accepts_and_refuses(string form, int refused)
    {
        Assert.Equal(101, (await AnswerAsync($"/forms/upgrade/{form}?accept=true")).Status);
        Assert.Equal(refused, (await AnswerAsync($"/forms/upgrade/{form}?accept=false")).Status);
    }

    [Theory]
    [InlineData($"/forms/route/lobby/7/{Key}/one", "Route value 'peer' is not a valid IPAddress")]
    [InlineData($"/forms/route/lobby/7/{Key}/::1/someday", "Route value 'day' is not a valid DayOfWeek")]
    [InlineData("/forms/rest/a//b", "Route value 'rest' is not a valid PathParts")]
    [InlineData("/forms/query", "Query value 'factor' is missing")]
    [InlineData("/forms/query?factor=1&n=1&n=x", "Query value 'n' is not a valid Int32")]
    [InlineData("/forms/headers", "Header value 'X-Days' is not a valid DayOfWeek", "X-Days: Monday, Funday")]
    public async Task A_wrong_value_is_named(string path, string problem, params string[] headers)
    {
        HttpAnswer answer = await AnswerAsync(path, headers);
        Assert.Equal((400, $"400 Bad Request: {problem}"), (answer.Status, answer.Body.TrimEnd()));
    }

    [Theory]
    [InlineData($"/forms/route/lobby/seven/{Key}/::1")]
    [InlineData("/forms/route/lobby/7/no-key/::1")]
    public async Task A_value_that_breaks_a_constraint_is_on_no_route(string path) => Assert.Equal(404, (await AnswerAsync(path)).Status);

    [Fact]
    public async Task A_controller_lives_as_long_as_its_connection_or_as_the_app()
    {
        Assert.Equal("hi 1, hi 2", await CountAsync("/forms/lifetime/connection"));
        Assert.Equal("hi 1, hi 2", await CountAsync("/forms/lifetime/connection"));
        Assert.Equal("a hi 1, a hi 2", await CountAsync("/forms/lifetime/singleton/a"));
        Assert.Equal("b hi 3, b hi 4", await CountAsync("/forms/lifetime/singleton/b"));
    }

    [Fact]
    public async Task OnClose_is_told_code_reason_values_and_services_and_the_controller_is_disposed_of()
    {
        string id = Guid.NewGuid().ToString("n");
        using RawPeer peer = await OpenAsync($"/forms/goodbye/{id}?number=7");
        await peer.SendAsync(ClientFrame.Close(4000, "bye"));
        Assert.Equal("4000 bye 7", await server.ClosedAsync(id));
        Assert.Equal("1000 disposed", await server.ClosedAsync($"{id}-disposed"));
    }

    private async Task<string> CountAsync(string path)
    {
        using RawPeer peer = await OpenAsync(path);
        await peer.SendAsync([.. ClientFrame.Text("hi"), .. ClientFrame.Text("hi")]);
        return $"{Said(await peer.ReadFrameAsync())}, {Said(await peer.ReadFrameAsync())}";
    }

    private Task<RawPeer> OpenAsync(string path, params string[] headers) => RawPeer.OpenAsync(server.Address.Port, path, headers);

    private async Task<HttpAnswer> AnswerAsync(string path, params string[] headers)
    {
        using RawPeer peer = await RawPeer.ConnectAsync(server.Address.Port);
        await peer.SendAsync(RawPeer.Handshake(path, headers));
        return await HttpAnswer.ReadAsync(peer);
    }

    private static string Said(ServerFrame frame) => frame.First switch
    {
        0x81 => frame.Text,
        0x82 => $"binary {Encoding.UTF8.GetString(frame.Payload)}",
        0x88 => $"close {frame.CloseCode}",
        0x8A => "pong",
        var first => $"frame {first:X2}",
    };
}
