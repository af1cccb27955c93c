namespace Zzz.Bench.Load;

/// <summary>SignalR invocations whose argument is an object. Each gets a completion.</summary>
internal sealed class InvocationDialect : SignalRDialect
{
    public override byte[] Encode(byte[] content, bool isText) => content;
}
