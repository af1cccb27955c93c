namespace Zzz.Bench.Load;

/// <summary>Invocations of SignalR whose argument is an object: each gets a completion.</summary>
internal sealed class InvocationDialect : SignalRDialect
{
    public override byte[] Encode(byte[] content, bool isText) => content;
}
