using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using Zzz.Json;
using Zzz.Tests.Controllers;
using Zzz.Tests.Peers;

namespace Zzz.Tests.Json;

public class JsonTests
{
    [Fact]
    public async Task Payloads_and_replies_are_JSON_with_the_web_defaults()
    {
        await using TestApp app = await TestApp.StartAsync();
        using RawPeer peer = await RawPeer.OpenAsync(app.Port, "/orders");

        await peer.SendAsync([.. ClientFrame.Text("""{"item":"nothing"}"""), .. ClientFrame.Text("""{"Item":"tea","count":"3"}""")]);

        ServerFrame receipt = await peer.ReadFrameAsync();
        Assert.Equal((0x81, """{"orderedItem":"tea","price":6}"""), (receipt.First, receipt.Text));
    }

    [Fact]
    public async Task The_settings_of_the_app_count()
    {
        await using TestApp app = await TestApp.StartAsync(build: builder => builder.Services.Configure<JsonOptions>(options =>
        {
            options.SerializerOptions.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
            options.SerializerOptions.WriteIndented = true;
            options.SerializerOptions.NewLine = "\n";
        }));
        using RawPeer peer = await RawPeer.OpenAsync(app.Port, "/orders");
        await peer.SendAsync(ClientFrame.Text("""{"item":"tea"}"""));
        Assert.Equal("{\n  \"ordered_item\": \"tea\",\n  \"price\": 2\n}", (await peer.ReadFrameAsync()).Text);
    }

    [Theory]
    [InlineData(false, """{"orderedItem":"čaj & <med>","price":2}""")]
    [InlineData(true, """{"orderedItem":"\u010Daj \u0026 \u003Cmed\u003E","price":2}""")]
    public async Task Text_is_escaped_as_the_app_escapes_it(bool strictly, string expected)
    {
        await using TestApp app = await TestApp.StartAsync(build: builder => builder.Services.Configure<JsonOptions>(options =>
        {
            if (strictly) options.SerializerOptions.Encoder = JavaScriptEncoder.Default;
        }));
        using RawPeer peer = await RawPeer.OpenAsync(app.Port, "/orders");
        await peer.SendAsync(ClientFrame.Text("""{"item":"čaj & <med>"}"""));
        Assert.Equal(expected, (await peer.ReadFrameAsync()).Text);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"item":null}""")]
    [InlineData("""{"item":"tea","count":"three"}""")]
    [InlineData("""{"item":"tea","more":"\ud800"}""")]
    public async Task Malformed_JSON_closes_the_connection_with_1007(string message)
    {
        await using TestApp app = await TestApp.StartAsync();
        using RawPeer peer = await RawPeer.OpenAsync(app.Port, "/orders");
        await peer.SendAsync(ClientFrame.Text(message));
        ServerFrame close = await peer.ReadFrameAsync();
        Assert.Equal((1007, "malformed JSON"), (close.CloseCode, close.Text[2..]));
    }

    [Fact]
    public async Task Binary_is_no_JSON()
    {
        await using TestApp app = await TestApp.StartAsync();
        using RawPeer peer = await RawPeer.OpenAsync(app.Port, "/orders");
        await peer.SendAsync(ClientFrame.Binary([.. "{}"u8]));
        Assert.Equal(1003, (await peer.ReadFrameAsync()).CloseCode);
    }

    [Fact]
    public void A_type_that_no_context_names_is_refused_although_reflection_could_serialize_it()
    {
        var json = new WsJson(new JsonOptions().SerializerOptions, [OrderJson.Default]);

        Assert.Equal(typeof(Order), json.TypeInfo<Order>().Type);
        string message = Assert.Throws<InvalidOperationException>(json.TypeInfo<Version>).Message;
        Assert.StartsWith("No JsonSerializerContext names 'System.Version'. Add [JsonSerializable(typeof(Version))]", message, StringComparison.Ordinal);
    }
}
