using Zzz.Generators.Models;

namespace Zzz.Generators.Emitting;

/// <summary>Writes the session's override that disposes the controller, if it is disposable.</summary>
internal static class DisposalEmitter
{
    private const string Signature = $"public override global::{KnownTypes.ValueTask} DisposeAsync()";

    public static void Emit(Disposal disposal, string controller, CodeWriter code)
    {
        switch (disposal)
        {
            case Disposal.Async: EmitAsync(controller, code); break;
            case Disposal.AsyncExplicit: EmitAsync($"((global::{KnownTypes.AsyncDisposable}){controller})", code); break;
            case Disposal.Sync: EmitSync(controller, code); break;
            case Disposal.SyncExplicit: EmitSync($"((global::{KnownTypes.Disposable}){controller})", code); break;
        }
    }

    private static void EmitAsync(string controller, CodeWriter code)
    {
        code.Line();
        code.Line($"{Signature} => {controller}.DisposeAsync();");
    }

    private static void EmitSync(string controller, CodeWriter code)
    {
        code.Line();
        using (code.Block(Signature))
        {
            code.Line($"{controller}.Dispose();");
            code.Line("return default;");
        }
    }
}
