using Zzz.Generators.Kinds;
using Zzz.Generators.Models;

namespace Zzz.Generators.Emitting;

/// <summary>Writes the overrides with which each call of a message handler gets services from its own scope.</summary>
internal static class ScopeEmitter
{
    private const string Kind = $"global::{KnownTypes.WsMessageKind}";

    public static void Emit(SessionModel session, CodeWriter code)
    {
        if (!session.Handlers.Any(handler => handler.TakesServices)) return;
        code.Line();
        code.Line("// With WsOptions.ScopePerMessage, each message gets its own services.");
        bool ofChannel = session.Kind == MarkedClassKind.Channel;
        code.Line($"public override bool TakesServices({(ofChannel ? "int index" : $"{Kind} kind")}) => {(ofChannel ? Events(session) : Kinds(session))};");
        code.Line();
        code.Line($"public override global::{session.Base} With(global::{KnownTypes.ServiceProvider} {Variables.Services}) =>");
        List<string> arguments = [.. session.Values.Select(value => value.IsOfMessages ? value.Expression : value.Name)];
        if (session.KeepsInstance) arguments.Add(session.Instance);
        using (code.Indent()) code.Line($"new {session.Name.Class}({ActivatorEmitter.Arguments(arguments)});");
    }

    private static string Events(SessionModel session)
    {
        IEnumerable<bool> events = session.Handlers.SelectMany(handler => Enumerable.Repeat(handler.TakesServices, handler.Events?.Names.Count ?? 0));
        return $"index is {string.Join(" or ", events.Select((takes, index) => (takes, index)).Where(one => one.takes).Select(one => one.index))}";
    }

    private static string Kinds(SessionModel session)
    {
        HandlerModel[] handlers = [.. session.Handlers.Where(handler => handler.TakesServices)];
        if (Array.TrueForAll(handlers, handler => handler.Kind == CallbackKind.OnBinary)) return $"kind == {Kind}.Binary";
        return Array.TrueForAll(handlers, handler => handler.Kind == CallbackKind.OnText || handler.TakesTextOnly) ? $"kind == {Kind}.Text" : "true";
    }
}
