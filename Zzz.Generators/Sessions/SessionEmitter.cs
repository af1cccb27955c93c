using Zzz.Generators.Text;

namespace Zzz.Generators.Sessions;

/// <summary>Writes the file of one session, gathered by <see cref="SessionGatherer"/>.</summary>
internal static class SessionEmitter
{
    public static string Emit(SessionModel session)
    {
        var code = new CodeWriter();
        code.Line(GeneratedFile.Header);
        if (session.Dependencies.Any(dependency => dependency != Dependency.AllServices))
            code.Line("using global::Microsoft.Extensions.DependencyInjection;\n");

        code.Line($"namespace {session.Name.Namespace};");
        code.Line();
        code.Line($"/// <summary>One connection of <see cref=\"{session.Controller}\"/>: calls its handlers.</summary>");
        code.Line(GeneratedFile.GeneratedCode);
        code.Line(GeneratedFile.Attribute(KnownTypes.DebuggerNonUserCodeAttribute));
        code.Line(GeneratedFile.Attribute(KnownTypes.StackTraceHiddenAttribute));
        string parameter = session.KeepsController ? $"({session.Controller} controller)" : "";
        using (code.Block($"internal sealed class {session.Name.Class}{parameter} : global::{KnownTypes.WsSession}"))
            EmitMembers(session, code);
        return code.ToString();
    }

    private static void EmitMembers(SessionModel session, CodeWriter code)
    {
        ActivatorEmitter.Emit(session, code);
        foreach (HandlerModel handler in session.Handlers) HandlerEmitter.Emit(handler, code);
        DisposalEmitter.Emit(session.Disposal, code);
    }
}
