using System.Threading.Channels;
using Zzz.Tests.Peers;

namespace Zzz.Tests.Controllers;

/// <summary>The connections of <see cref="HandleController"/>, which a test uses outside any handler.</summary>
public sealed class Handles
{
    private readonly Channel<WsConnection> _opened = Channel.CreateUnbounded<WsConnection>();

    public void Add(WsConnection ws) => _opened.Writer.TryWrite(ws);

    public Task<WsConnection> NextAsync() => _opened.Reader.ReadAsync().AsTask().Guarded();
}
