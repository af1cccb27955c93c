using System.Buffers.Binary;

namespace Zzz.Testing.Transport;

/// <summary>Reads whole messages from the server, and the control frames between their fragments.</summary>
internal sealed class FrameStream(Stream stream)
{
    private readonly List<WsTestFrame> _fragments = [];

    /// <summary>Reads the next message or control frame, or returns <see langword="null"/> if the connection has ended, in whatever way.</summary>
    public async Task<WsTestFrame?> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                WsTestFrame frame = await ReadFrameAsync(cancellationToken);
                if (frame.IsControl) return frame;
                _fragments.Add(frame);
                if (frame.IsFinal) return TakeMessage();
            }
        }
        catch (IOException)
        {
            return null;
        }
    }

    private WsTestFrame TakeMessage()
    {
        var message = new WsTestFrame(_fragments[0].Opcode, _fragments.SelectMany(fragment => fragment.Payload.ToArray()).ToArray());
        _fragments.Clear();
        return message;
    }

    private async Task<WsTestFrame> ReadFrameAsync(CancellationToken cancellationToken)
    {
        byte[] start = await ReadAsync(2, cancellationToken);
        int length = start[1] switch
        {
            126 => BinaryPrimitives.ReadUInt16BigEndian(await ReadAsync(2, cancellationToken)),
            127 => (int)BinaryPrimitives.ReadInt64BigEndian(await ReadAsync(8, cancellationToken)),
            _ => start[1],
        };
        return new WsTestFrame(start[0] & 0x0F, await ReadAsync(length, cancellationToken))
        {
            IsFinal = (start[0] & 0x80) != 0,
            IsMasked = false,
            ReservedBits = (start[0] >> 4) & 7,
        };
    }

    private async Task<byte[]> ReadAsync(int count, CancellationToken cancellationToken)
    {
        byte[] bytes = new byte[count];
        await stream.ReadExactlyAsync(bytes, cancellationToken);
        return bytes;
    }
}
