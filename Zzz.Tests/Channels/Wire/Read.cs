using System.Text;
using Zzz.Channels.Wire;
using Zzz.Protocol;

namespace Zzz.Tests.Channels.Wire;

/// <summary>Shows as text what serializers read and write.</summary>
internal static class Read
{
    public delegate void Writer(ref PooledBuffer output);

    public static (string JoinRef, string Ref, string Topic, string Event, string Payload) Texts(Envelope envelope) =>
        (Text(envelope.JoinRef), Text(envelope.Ref), Text(envelope.Topic), Text(envelope.Event), Text(envelope.Payload));

    public static string Written(Writer write) => Encoding.UTF8.GetString(WrittenBytes(write));

    public static byte[] WrittenBytes(Writer write)
    {
        var output = new PooledBuffer(Array.MaxLength);
        write(ref output);
        byte[] bytes = output.Span.ToArray();
        output.Clear();
        return bytes;
    }

    private static string Text(ReadOnlyMemory<byte> utf8) => Encoding.UTF8.GetString(utf8.Span);
}
