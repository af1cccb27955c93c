namespace Zzz.Tests.Controllers;

/// <summary>Accepts only binary messages.</summary>
[WsRoute("/binary")]
public sealed class BinaryController
{
    public byte[] OnBinary(ReadOnlySpan<byte> bytes) => bytes.ToArray();
}
