using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using Zzz.Tests.Controllers;
using Zzz.Tests.Peers;
using Zzz.Transport.Epoll;

namespace Zzz.Tests.Transport.Epoll;

/// <summary>An app with <c>UseZzzSockets</c>, which says on which transport a request has come.</summary>
internal static class SocketsApp
{
    /// <summary>In the head of a response to a connection on a loop.</summary>
    public const string OnLoop = "X-Transport: loop\r\n";

    /// <summary>In the head of a response to a connection on Kestrel's own transport.</summary>
    public const string OnKestrel = "X-Transport: kestrel\r\n";

    public static Task<TestApp> StartAsync(
        int loops = 1, Action<ZzzOptions>? options = null, Action<WebApplicationBuilder>? build = null, Wire? wire = Wire.Http1, Calls? calls = null)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux has epoll.");
        return wire is { } over ? over.StartAsync(options, Build, Use) : TestApp.StartAsync(options, Build, Use);

        void Build(WebApplicationBuilder builder)
        {
            builder.WebHost.UseZzzSockets(sockets => sockets.Loops = loops);
            builder.Services.AddSingleton(calls ?? new Calls()).AddSingleton<Handles>().AddSingleton<PauseController.Gate>();
            build?.Invoke(builder);
        }
    }

    private static void Use(WebApplication app)
    {
        app.Use((HttpContext context, RequestDelegate next) =>
        {
            string transport = context.Features.Get<IConnectionTransportFeature>()?.Transport is HandshakeConnection ? "loop" : "kestrel";
            context.Response.Headers["X-Transport"] = transport;
            ConnectionInfo ends = context.Connection;
            if (ends.RemoteIpAddress is { } remote)
                context.Response.Headers["X-Ends"] = $"{transport} {new IPEndPoint(remote, ends.RemotePort)} {new IPEndPoint(ends.LocalIpAddress!, ends.LocalPort)}";
            return next(context);
        });
        app.MapGet("/long", () => Results.Bytes(new byte[1000]));
    }
}
