using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Garnet;

namespace Zzz.Tests.Redis;

/// <summary>A server inside the test process that speaks Redis's protocol.</summary>
internal sealed class LocalGarnet : IDisposable
{
    private readonly GarnetServer _server;

    private LocalGarnet(int port, string[] options)
    {
        Port = port;
        _server = new GarnetServer(
        [
            "--port", port.ToString(CultureInfo.InvariantCulture), "--bind", "127.0.0.1", "--memory", "64m", "--index", "1m",
            .. options,
        ]);
        _server.Start();
    }

    public int Port { get; }

    public string Address => $"127.0.0.1:{Port}";

    /// <summary>Starts a server with scripts.</summary>
    public static LocalGarnet Start(params string[] options) => StartAt(FreePort(), options);

    public static LocalGarnet StartAt(int port, params string[] options) => StartBare(port, ["--lua", "--lua-transaction-mode", .. options]);

    /// <summary>Starts a server without scripts, unless the options say otherwise.</summary>
    public static LocalGarnet StartBare(int port, params string[] options) => new(port, options);

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public void Dispose() => _server.Dispose();
}
