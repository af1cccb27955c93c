using Zzz.Generators.Text;

namespace Zzz.Generators.Sessions;

/// <summary>Writes the <c>Create</c> of a session, which makes the controller of a new connection.</summary>
internal static class ActivatorEmitter
{
    private const string Signature = $"internal static global::{KnownTypes.WsSession} Create(global::{KnownTypes.ServiceProvider} services)";

    public static void Emit(SessionModel session, CodeWriter code)
    {
        if (session.KeepsController) EmitKept(session, code);
        else EmitForgotten(session, code);
    }

    private static void EmitKept(SessionModel session, CodeWriter code)
    {
        code.Line($"{Signature} =>");
        using (code.Indent()) EmitNew(session, $"new {session.Name.Class}(", ");", code);
    }

    /// <summary>Nothing is ever called on the controller, but its constructor may do something.</summary>
    private static void EmitForgotten(SessionModel session, CodeWriter code)
    {
        using (code.Block(Signature))
        {
            EmitNew(session, "_ = ", ";", code);
            code.Line($"return new {session.Name.Class}();");
        }
    }

    private static void EmitNew(SessionModel session, string before, string after, CodeWriter code)
    {
        string separator = session.Dependencies.Count > 1 ? "\n    " : "";
        string dependencies = string.Concat(session.Dependencies.Select(dependency => $",{separator}{dependency}"));
        code.Line($"{before}new {session.Controller}({dependencies.TrimStart(',')}){after}");
    }
}
