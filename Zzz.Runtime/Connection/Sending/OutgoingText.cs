using System.Text;
using Zzz.Telemetry;

namespace Zzz.Connection.Sending;

/// <summary>A text message that is converted to UTF-8 as it is written.</summary>
internal readonly ref struct OutgoingText(ReadOnlySpan<char> text, bool compress) : IOutgoing
{
    private readonly ReadOnlySpan<char> _text = text;
    private readonly bool _compress = compress;

    public int Length { get; } = Encoding.UTF8.GetByteCount(text);

    public void AddTo(Outbox outbox) => outbox.WriteText(_text, Length, _compress);

    public void Report(ConnectionTelemetry telemetry) => telemetry.Sent(_text);
}
