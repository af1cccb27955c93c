using Zzz.Generators.Kinds;
using Zzz.Generators.Models;

namespace Zzz.Generators.Emitting;

/// <summary>Writes the file of one session that <c>SessionGatherer</c> has gathered or, if a channel is given, of the channel's instance.</summary>
internal static class SessionEmitter
{
    public static string Emit(SessionModel session, ChannelModel? channel = null)
    {
        var code = new CodeWriter();
        code.Line(GeneratedFile.Header);
        if (UsesServices(session)) code.Line("using global::Microsoft.Extensions.DependencyInjection;\n");

        code.Line($"namespace {session.Name.Namespace};");
        code.Line();
        string subject = channel is null ? "connection" : "topic";
        code.Line($"/// <summary>One {subject} of <see cref=\"{session.Type}\"/>: calls its handlers.</summary>");
        code.Line(GeneratedFile.GeneratedCode);
        code.Line(GeneratedFile.Attribute(KnownTypes.DebuggerNonUserCodeAttribute));
        code.Line(GeneratedFile.Attribute(KnownTypes.StackTraceHiddenAttribute));
        using (code.Block(Declaration(session))) EmitMembers(session, channel, code);
        return code.ToString();
    }

    private static bool UsesServices(SessionModel session) =>
        session.Dependencies.Any(dependency => dependency != Variables.Services)
        || session.Values.Any(value => value.Origin == ValueOrigin.Service && value.Expression != Variables.Services);

    private static string Declaration(SessionModel session)
    {
        List<string> parameters = [.. session.Values.Select(value => $"{value.Type} {value.Name}")];
        if (session.KeepsInstance) parameters.Add($"{session.Type} {session.Instance}");
        string list = parameters.Count switch
        {
            0 => "",
            1 => $"({parameters[0]})",
            _ => $"(\n    {string.Join(",\n    ", parameters)})",
        };
        string handler = session.JudgesUpgrade ? $", global::{KnownTypes.UpgradeHandler}" : "";
        return $"internal sealed class {session.Name.Class}{list} : global::{session.Base}{handler}";
    }

    private static void EmitMembers(SessionModel session, ChannelModel? channel, CodeWriter code)
    {
        if (channel is not null) DefinitionEmitter.Emit(channel, code);
        ActivatorEmitter.Emit(session, code);
        HandlerModel[] messages = [.. session.Handlers.Where(handler => handler.Kind.TakesMessage())];
        HandlerModel[] events = [.. session.Handlers.Where(handler => handler.Kind == CallbackKind.OnEvent)];
        foreach (HandlerModel handler in session.Handlers)
        {
            if (messages.Contains(handler)) EmitFirst(handler, messages, MessageEmitter.Emit, code);
            else if (events.Contains(handler)) EmitFirst(handler, events, EventEmitter.Emit, code);
            else HandlerEmitter.Emit(handler, session.Kind, code);
        }

        ScopeEmitter.Emit(session, code);
        DisposalEmitter.Emit(session.Disposal, session.Instance, code);
    }

    /// <summary>Writes an override that several handlers share, at the place of the first of these handlers.</summary>
    private static void EmitFirst(
        HandlerModel handler, HandlerModel[] handlers, Action<IReadOnlyList<HandlerModel>, CodeWriter> emit, CodeWriter code)
    {
        if (handler == handlers[0]) emit(handlers, code);
    }
}
