using System.IO.Pipelines;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Xunit;
using Zzz.Tests.Controllers;
using Zzz.Tests.Peers;
using Zzz.Transport;

namespace Zzz.Tests.Transport;

/// <summary>Which connections send directly on their socket, and that nothing else about Kestrel changes.</summary>
public sealed class SocketTransportTests
{
    private SocketOutput? _output;

    [Fact]
    public async Task A_connection_sends_on_its_socket()
    {
        Assert.SkipUnless(TestSockets.AreOfKestrel, "The connection is on the sockets of UseZzzSockets.");
        await using TestApp app = await StartAsync(Wire.Http1);
        using RawPeer peer = await RawPeer.OpenAsync(app.Port, "/echo");
        await AssertEchoAsync(peer);
        Assert.True(_output!.HasSocket);
    }

    [Theory]
    [InlineData(Wire.Http1Middleware)]
    [InlineData(Wire.Http1Stream)]
    [InlineData(Wire.Http1OverTls)]
    public async Task A_connection_whose_bytes_go_elsewhere_does_not(Wire wire)
    {
        await using TestApp app = await StartAsync(wire);
        using ClientPeer peer = await ClientPeer.OpenAsync(wire, app.WebSocketUri("/echo"));
        await peer.SendAsync("x");
        await peer.ReceiveAsync();
        Assert.Null(_output);
    }

    [Fact]
    public async Task An_upgrade_after_other_requests_does_not_overtake_their_responses()
    {
        await using TestApp app = await StartAsync(Wire.Http1);
        using RawPeer peer = await RawPeer.ConnectAsync(app.Port);
        byte[] get = Encoding.ASCII.GetBytes("GET /long HTTP/1.1\r\nHost: localhost\r\n\r\n");
        await peer.SendAsync([.. get, .. get, .. RawPeer.Handshake("/echo"), .. ClientFrame.Text("x")]);
        for (int i = 0; i < 2; i++)
        {
            Assert.StartsWith("HTTP/1.1 200 ", await peer.ReadHeadAsync(), StringComparison.Ordinal);
            Assert.Equal(new byte[1000], await peer.ReadAsync(1000));
        }

        Assert.StartsWith("HTTP/1.1 101 ", await peer.ReadHeadAsync(), StringComparison.Ordinal);
        Assert.Equal("x", (await peer.ReadFrameAsync()).Text);
        Assert.False(_output!.HasSocket);
    }

    [Fact]
    public async Task A_response_after_an_upgrade_that_Kestrel_refused_can_be_cancelled()
    {
        var cancelled = new TaskCompletionSource();
        await using TestApp app = await TestApp.StartAsync(
            build: builder => builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxConcurrentUpgradedConnections = 1),
            use: app => app.MapGet("/cancelled", async (HttpContext context) =>
            {
                using var cancellation = new CancellationTokenSource();
                Task writing = context.Response.Body.WriteAsync(new byte[32 * 1024 * 1024], cancellation.Token).AsTask();
                await cancellation.CancelAsync();
                await writing.ContinueWith(_ => cancelled.SetResult(), TaskScheduler.Default);
            }));
        using RawPeer first = await RawPeer.OpenAsync(app.Port, "/echo");
        using RawPeer second = await RawPeer.ConnectAsync(app.Port);
        await second.SendAsync([.. RawPeer.Handshake("/echo"), .. "GET /cancelled HTTP/1.1\r\nHost: localhost\r\n\r\n"u8]);
        await cancelled.Task.Guarded();
        Assert.StartsWith("HTTP/1.1 503 ", await second.ReadHeadAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_transport_of_the_app_stays()
    {
        var transport = new OwnTransport();
        await using TestApp app = await TestApp.StartAsync(build: builder =>
        {
            builder.Services.AddSingleton<IConnectionListenerFactory>(transport);
            builder.Services.AddZzz();
        });
        Assert.True(transport.IsBound);
        using RawPeer peer = await RawPeer.OpenAsync(app.Port, "/echo");
        await AssertEchoAsync(peer);
    }

    [Fact]
    public void A_transport_that_the_app_chose_before_stays()
    {
        var services = new ServiceCollection();
        var transport = new OwnTransport();
        services.AddLogging().AddSingleton<IConnectionListenerFactory, SocketTransportFactory>().AddSingleton<IConnectionListenerFactory>(transport).AddZzz();
        using ServiceProvider provider = services.BuildServiceProvider();
        Assert.Same(transport, provider.GetServices<IConnectionListenerFactory>().Last());
    }

    [Fact]
    public async Task Kestrel_may_be_added_after_Zzz()
    {
        using IHost host = new HostBuilder()
            .ConfigureServices(services => services.AddZzz())
            .ConfigureWebHost(web => web.UseKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0)).Configure(app => app.Run(context => context.Response.WriteAsync("here"))))
            .Build();
        await host.StartAsync(TestContext.Current.CancellationToken).Guarded();
        await host.StopAsync(TestContext.Current.CancellationToken).Guarded();
    }

    [Fact]
    public async Task OnClose_is_called_whatever_error_the_network_ends_with()
    {
        var calls = new Calls();
        var input = new Pipe();
        await using TestApp app = await TestApp.StartAsync(build: builder =>
        {
            builder.Services.AddSingleton(calls).AddSingleton(new Handles());
            builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Use(next => connection =>
            {
                _ = connection.Transport.Input.CopyToAsync(input.Writer);
                connection.Transport = new Duplex(input.Reader, connection.Transport.Output);
                return next(connection);
            })));
        });
        using RawPeer peer = await RawPeer.OpenAsync(app.Port, "/handle");
        await input.Writer.CompleteAsync(new SocketException((int)SocketError.TimedOut));
        Assert.Equal("close 1006 Closed", await calls.NextAsync());
    }

    private static async Task AssertEchoAsync(RawPeer peer)
    {
        await peer.SendAsync(ClientFrame.Text("x"));
        Assert.Equal("x", (await peer.ReadFrameAsync()).Text);
    }

    private Task<TestApp> StartAsync(Wire wire) => wire.StartAsync(use: app =>
    {
        app.Use((HttpContext context, RequestDelegate next) =>
        {
            _output = context.Features.Get<IConnectionTransportFeature>()?.Transport as SocketOutput;
            return next(context);
        });
        app.MapGet("/long", () => Results.Bytes(new byte[1000]));
    });

    private sealed record Duplex(PipeReader Input, PipeWriter Output) : IDuplexPipe;

    private sealed class OwnTransport : IConnectionListenerFactory
    {
        private readonly SocketTransportFactory _sockets =
            new(Options.Create(new SocketTransportOptions()), NullLoggerFactory.Instance);

        public bool IsBound { get; private set; }

        public ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default)
        {
            IsBound = true;
            return _sockets.BindAsync(endpoint, cancellationToken);
        }
    }
}
