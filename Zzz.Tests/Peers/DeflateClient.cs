using System.IO.Compression;
using Xunit;
using Zzz.Deflate;
using Zzz.Deflate.Deflating;
using Zzz.Protocol;
using Zzz.Tests.Deflate;

namespace Zzz.Tests.Peers;

/// <summary>The client's half of permessage-deflate. It follows the server's answer, and checks that the server does so too.</summary>
internal sealed class DeflateClient : IDisposable
{
    private readonly bool _clientTakeover;
    private readonly bool _serverTakeover;
    private readonly int _clientBits;
    private readonly int _serverBits;
    private readonly DeflateWindow _window;
    private readonly MessageInflater _checksWindow;
    private readonly SystemInflater _inflater = new();
    private SystemDeflater _deflater = new(CompressionLevel.Optimal);

    public DeflateClient(string answer)
    {
        string[] parameters = answer.Split("; ");
        _clientTakeover = !parameters.Contains("client_no_context_takeover");
        _serverTakeover = !parameters.Contains("server_no_context_takeover");
        _clientBits = WindowBits(parameters, "client_max_window_bits=");
        _serverBits = WindowBits(parameters, "server_max_window_bits=");
        _window = new DeflateWindow(_clientBits);
        _checksWindow = new MessageInflater(_serverBits, _serverTakeover ? new SlidingWindow(_serverBits) : null);
    }

    public byte[] Deflate(byte[] message)
    {
        if (_clientBits < DeflateParameters.MaxWindowBits) return DeflateInWindow(message);
        if (_clientTakeover) return _deflater.Deflate(message);
        _deflater.Dispose();
        _deflater = new SystemDeflater(CompressionLevel.Optimal);
        return _deflater.Deflate(message);
    }

    /// <summary>Inflates twice, because the reference decoder cannot detect a server that refers further back than agreed.</summary>
    public byte[] Inflate(byte[] payload, int length)
    {
        byte[] message = _serverTakeover ? _inflater.Inflate(payload, length) : SystemInflater.InflateAlone(payload);
        Assert.True(message.AsSpan().SequenceEqual(_checksWindow.Inflate(payload)));
        return message;
    }

    public void Dispose()
    {
        _deflater.Dispose();
        _inflater.Dispose();
        _window.Return();
    }

    /// <summary>Deflates within a smaller window, which .NET's own deflater does not support.</summary>
    private byte[] DeflateInWindow(byte[] message)
    {
        byte[] output = new byte[2 * message.Length + 1024];
        Assert.True(_clientTakeover
            ? Deflater.Current.TryDeflate(message, output, _window, default, out int written)
            : Deflater.Current.TryDeflate(message, output, _clientBits, default, out written));
        return output[..written];
    }

    private static int WindowBits(string[] parameters, string name) =>
        parameters.FirstOrDefault(one => one.StartsWith(name, StringComparison.Ordinal)) is { } given ? int.Parse(given[name.Length..], null) : 15;
}
