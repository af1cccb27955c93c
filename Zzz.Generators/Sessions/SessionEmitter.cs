using Zzz.Generators.Parsing;
using Zzz.Generators.Text;

namespace Zzz.Generators.Sessions;

/// <summary>Writes the file of one session, gathered by <see cref="SessionGatherer"/>.</summary>
internal static class SessionEmitter
{
    public static string Emit(SessionModel session)
    {
        var code = new CodeWriter();
        code.Line(GeneratedFile.Header);
        if (UsesServices(session)) code.Line("using global::Microsoft.Extensions.DependencyInjection;\n");

        code.Line($"namespace {session.Name.Namespace};");
        code.Line();
        code.Line($"/// <summary>One connection of <see cref=\"{session.Controller}\"/>: calls its handlers.</summary>");
        code.Line(GeneratedFile.GeneratedCode);
        code.Line(GeneratedFile.Attribute(KnownTypes.DebuggerNonUserCodeAttribute));
        code.Line(GeneratedFile.Attribute(KnownTypes.StackTraceHiddenAttribute));
        using (code.Block(Declaration(session))) EmitMembers(session, code);
        return code.ToString();
    }

    private static bool UsesServices(SessionModel session) =>
        session.Dependencies.Any(dependency => dependency != Dependency.AllServices)
        || session.Values.Any(value => value.Origin == ValueOrigin.Service && value.Expression != Dependency.AllServices);

    private static string Declaration(SessionModel session)
    {
        List<string> parameters = [.. session.Values.Select(value => $"{value.Type} {value.Name}")];
        if (session.KeepsController) parameters.Add($"{session.Controller} controller");
        string list = parameters.Count switch
        {
            0 => "",
            1 => $"({parameters[0]})",
            _ => $"(\n    {string.Join(",\n    ", parameters)})",
        };
        string handler = session.JudgesUpgrade ? $", global::{KnownTypes.UpgradeHandler}" : "";
        return $"internal sealed class {session.Name.Class}{list} : global::{KnownTypes.WsSession}{handler}";
    }

    private static void EmitMembers(SessionModel session, CodeWriter code)
    {
        ActivatorEmitter.Emit(session, code);
        HandlerModel[] messages = [.. session.Handlers.Where(handler => handler.Kind.TakesMessage())];
        foreach (HandlerModel handler in session.Handlers)
        {
            if (!handler.Kind.TakesMessage()) HandlerEmitter.Emit(handler, code);
            else if (handler == messages[0]) MessageEmitter.Emit(messages, code);
        }

        DisposalEmitter.Emit(session.Disposal, code);
    }
}
