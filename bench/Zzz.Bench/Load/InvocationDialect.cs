namespace Zzz.Bench.Load;

/// <summary>Invocations of SignalR whose argument is an object: each gets a completion.</summary>
internal sealed class InvocationDialect : SignalRDialect
{
    public override byte[] Request(byte[] text, bool publishes) =>
        [.. """{"type":1,"invocationId":"1","target":"Echo","arguments":["""u8, .. text, .. "]}\u001e"u8];
}
