using System.Text;
using Xunit;
using Zzz.Tests.Peers;

namespace Zzz.Tests.EndToEnd;

/// <summary>The chat sample, as a process: its page, and its wire format, which any Phoenix client can use.</summary>
public sealed class ChatTests(ChatSample server) : IClassFixture<ChatSample>
{
    private readonly string _room = $"room:{Guid.NewGuid()}";

    [Theory]
    [InlineData("/", "text/html; charset=utf-8")]
    [InlineData("/chat.css", "text/css; charset=utf-8")]
    [InlineData("/chat.js", "text/javascript; charset=utf-8")]
    [InlineData("/room.js", "text/javascript; charset=utf-8")]
    [InlineData("/view.js", "text/javascript; charset=utf-8")]
    [InlineData("/__zzz/zzz.js", "text/javascript")]
    public async Task The_page_and_what_it_loads_are_served(string path, string type)
    {
        using HttpResponseMessage response = await server.Http.GetAsync(path, TestContext.Current.CancellationToken);
        Assert.Equal(200, (int)response.StatusCode);
        Assert.Equal(type, $"{response.Content.Headers.ContentType}");
    }

    [Fact]
    public async Task What_is_not_there_is_not_found()
    {
        using HttpResponseMessage response = await server.Http.GetAsync("/nothing.html", TestContext.Current.CancellationToken);
        Assert.Equal(404, (int)response.StatusCode);
    }

    [Fact]
    public async Task A_message_reaches_everybody_before_its_reply()
    {
        using ClientPeer ada = await JoinAsync("Ada");
        using ClientPeer bob = await JoinAsync("Bob");
        await ada.SendAsync($$"""["1","2","{{_room}}","new_msg",{"body":" hello "}]""");

        string said = $$"""[null,null,"{{_room}}","new_msg",{"name":"Ada","body":"hello"}]""";
        Assert.Equal(said, await NextAsync(ada, "new_msg"));
        Assert.Equal(Acceptance("2"), await NextAsync(ada, "phx_reply"));
        Assert.Equal(said, await NextAsync(bob, "new_msg"));
    }

    [Fact]
    public async Task Others_are_told_who_is_typing()
    {
        using ClientPeer ada = await JoinAsync("Ada");
        using ClientPeer bob = await JoinAsync("Bob");
        await ada.SendAsync($$"""["1","2","{{_room}}","typing",{}]""");

        Assert.Equal($$"""[null,null,"{{_room}}","typing",{"name":"Ada"}]""", await NextAsync(bob, "typing"));
        Assert.Equal(Acceptance("2"), await NextAsync(ada, "phx_reply"));
    }

    [Fact]
    public async Task Two_tabs_of_a_person_are_two_metas_of_a_key()
    {
        using ClientPeer ada = await JoinAsync("Ada");
        string joined = await NextAsync(ada, "presence_diff");
        Assert.Matches("""{"joins":{"Ada":{"metas":\[{[^{}]+}\]}},"leaves":{}}""", joined);

        using (ClientPeer tab = await JoinAsync(" Ada "))
        {
            Assert.Matches("""{"Ada":{"metas":\[{[^{}]+}\]}}""", await NextAsync(tab, "presence_state"));
            string another = await NextAsync(ada, "presence_diff");
            Assert.Matches("""{"joins":{"Ada":{"metas":\[{[^{}]+}\]}},"leaves":{}}""", another);
            Assert.NotEqual(joined, another);
        }

        Assert.Matches("""{"joins":{},"leaves":{"Ada":{"metas":\[{[^{}]+}\]}}}""", await NextAsync(ada, "presence_diff"));
    }

    [Theory]
    [InlineData("""{"body":" "}""", "A message needs some text.")]
    [InlineData("{}", "A message needs some text.")]
    [InlineData("""{"body":1}""", "invalid payload")]
    [InlineData("""{"body":"TOO LONG"}""", "A message has at most 1000 characters.")]
    public async Task A_message_may_be_refused(string payload, string reason)
    {
        using ClientPeer ada = await JoinAsync("Ada");
        payload = payload.Replace("TOO LONG", new string('z', 1001), StringComparison.Ordinal);
        await ada.SendAsync($$"""["1","2","{{_room}}","new_msg",{{payload}}]""");
        Assert.Equal(Refusal("2", reason), await NextAsync(ada, "phx_reply"));
    }

    [Theory]
    [InlineData("{}", "Please choose a name.")]
    [InlineData("""{"name":" "}""", "Please choose a name.")]
    [InlineData("""{"name":"123456789012345678901234567890123"}""", "A name has at most 32 characters.")]
    public async Task A_name_may_be_refused(string payload, string reason)
    {
        using ClientPeer peer = await SendJoinAsync(payload);
        Assert.Equal(Refusal("1", reason), await NextAsync(peer));
    }

    private string Acceptance(string messageRef) => $$$"""["1","{{{messageRef}}}","{{{_room}}}","phx_reply",{"status":"ok","response":{}}]""";

    private string Refusal(string messageRef, string reason) =>
        $$$"""["1","{{{messageRef}}}","{{{_room}}}","phx_reply",{"status":"error","response":{"reason":"{{{reason}}}"}}]""";

    private async Task<ClientPeer> JoinAsync(string name)
    {
        ClientPeer peer = await SendJoinAsync($$"""{"name":"{{name}}"}""");
        Assert.Equal(Acceptance("1"), await NextAsync(peer));
        return peer;
    }

    private async Task<ClientPeer> SendJoinAsync(string payload)
    {
        ClientPeer peer = await ClientPeer.OpenAsync(server.WebSocketUri("/socket/websocket?vsn=2.0.0"));
        await peer.SendAsync($"""["1","1","{_room}","phx_join",{payload}]""");
        return peer;
    }

    /// <summary>Returns the next message, or the next one with this event.</summary>
    private static async Task<string> NextAsync(ClientPeer peer, string eventName = "")
    {
        while (true)
        {
            string message = Encoding.UTF8.GetString((await peer.ReceiveAsync()).Payload.Span);
            if (message.Contains($"\"{eventName}", StringComparison.Ordinal)) return message;
        }
    }
}
