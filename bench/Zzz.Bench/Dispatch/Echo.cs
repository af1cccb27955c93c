using System.Text.Json;
using BenchmarkDotNet.Attributes;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Zzz.CompilerServices;
using Zzz.Json;
using Zzz.Tests.Dispatch;
using EchoSession = Zzz.Generated.Zzz.Bench.Dispatch.EchoControllerSession;

namespace Zzz.Bench.Dispatch;

/// <summary>Passes one message of 128 bytes to an echo handler, on a connection that sends nothing.</summary>
public class Echo
{
    private readonly WsMessage _message = new(WsMessageKind.Binary, new byte[128]);
    private readonly WsConnection _ws = new SilentConnection();
    private readonly EchoController _controller = new();
    private readonly WsSession _session = EchoSession.Create(new UpgradeBinder(
        new DefaultHttpContext(), new ServiceCollection().BuildServiceProvider(), new WsJson(JsonSerializerOptions.Default, [])));

    [Benchmark(Baseline = true, Description = "handler, by hand")]
    public bool Handler()
    {
        _controller.OnMessage(_ws, _message);
        return true;
    }

    [Benchmark(Description = "generated session")]
    public bool Session() => _session.OnMessage(_ws, _message).IsCompletedSuccessfully;
}
