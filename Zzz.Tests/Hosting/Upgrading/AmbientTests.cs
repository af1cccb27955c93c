using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using Zzz.Tests.Controllers;
using Zzz.Tests.Peers;

namespace Zzz.Tests.Hosting.Upgrading;

/// <summary>A connection does not share what its request keeps in the execution context, except for the culture.</summary>
public sealed class AmbientTests
{
    private static readonly AsyncLocal<string?> OfRequest = new();

    private readonly Calls _calls = new();

    [Theory]
    [InlineData(Wire.Http1)]
    [InlineData(Wire.Http2)]
    public async Task Handlers_run_in_no_activity_of_the_request_and_see_none_of_its_async_locals(Wire wire)
    {
        using var source = new ActivitySource("AmbientTests");
        await using TestApp app = await wire.StartAsync(
            build: builder => builder.Services.AddSingleton(_calls).AddHttpContextAccessor(),
            use: app => app.Use(async (context, next) =>
            {
                using Activity request = new Activity("request").Start();
                OfRequest.Value = "the request's";
                CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("cs-CZ");
                await next(context);
            }));

        using ClientPeer peer = await ClientPeer.OpenAsync(wire, app.WebSocketUri("/ambient"));
        await peer.SendAsync("hello");
        await peer.ReceiveAsync();
        await peer.CloseAsync(1000, null);
        foreach (string handler in new[] { "OnOpen", "OnMessage", "later", "OnClose" })
            Assert.Equal($"{handler}: no activity, no local, no context, cs-CZ cs-CZ", await _calls.NextAsync());
    }

    /// <summary>Reports the ambient values that each of its handlers sees.</summary>
    [WsRoute("/ambient")]
    public sealed class AmbientController(Calls calls, IHttpContextAccessor accessor)
    {
        public void OnOpen() => Tell("OnOpen");

        public async Task<string> OnMessage(string text)
        {
            Tell("OnMessage");
            await Task.Yield();
            Tell("later");
            return text;
        }

        public void OnClose() => Tell("OnClose");

        private void Tell(string handler) => calls.Add(
            $"{handler}: {(Activity.Current is null ? "no" : "an")} activity, {(OfRequest.Value is null ? "no" : "a")} local, "
            + $"{(accessor.HttpContext is null ? "no" : "a")} context, {CultureInfo.CurrentCulture} {CultureInfo.CurrentUICulture}");
    }
}
