namespace Zzz.Tests.Controllers;

/// <summary>Takes binary messages only.</summary>
[WsRoute("/binary")]
public sealed class BinaryController
{
    public byte[] OnBinary(ReadOnlySpan<byte> bytes) => bytes.ToArray();
}
