using Zzz.Generators.Kinds;
using Zzz.Generators.Models;

namespace Zzz.Generators.Emitting;

/// <summary>
/// Writes the <c>Create</c> method of a session, which reads the session's values from the upgrade request or the join, and creates the controller.
/// </summary>
internal static class ActivatorEmitter
{
    private const string Services = $"global::{KnownTypes.ServiceProvider} {Variables.Services}";

    public static void Emit(SessionModel session, CodeWriter code)
    {
        bool ofChannel = session.Kind == MarkedClassKind.Channel;
        string access = ofChannel ? "private" : "internal";
        string binder = ofChannel ? KnownTypes.ChannelBinder : KnownTypes.UpgradeBinder;
        string signature = $"{access} static {ResultOf(session)} Create(global::{binder} {session.Request})";
        if (IsPlain(session))
        {
            code.Line($"{signature} =>");
            using (code.Indent()) EmitNew(session, "", code);
        }
        else
        {
            using (code.Block(signature)) EmitSteps(session, code);
        }

        if (session.IsSingleton) EmitFactory(session, code);
    }

    /// <summary>The return type of <c>Create</c>. It is nullable if invalid values can cause the request to be refused.</summary>
    private static string ResultOf(SessionModel session) => $"global::{session.Base}{(CanRefuse(session) ? "?" : "")}";

    private static bool IsPlain(SessionModel session) =>
        !CanRefuse(session) && !NeedsServices(session) && session.KeepsInstance;

    private static bool CanRefuse(SessionModel session) => session.Values.Any(value => value.Origin == ValueOrigin.Request);

    private static bool NeedsServices(SessionModel session) =>
        (!session.IsSingleton && session.Dependencies.Count > 0) || session.Values.Any(value => value.Origin == ValueOrigin.Service);

    private static void EmitSteps(SessionModel session, CodeWriter code)
    {
        foreach (ValueModel value in session.Values.Where(value => value.Origin == ValueOrigin.Request))
            code.Line($"{value.Type} {value.Name} = {value.Expression};");
        if (CanRefuse(session)) code.Line($"if ({session.Request}.IsRefused) return null;\n");
        if (NeedsServices(session)) code.Line($"{Services} = {session.Request}.Services;");
        // No handler is ever called on such a controller, but its constructor may have effects.
        if (!session.KeepsInstance) code.Line($"_ = {NewController(session)};");
        EmitNew(session, "return ", code);
    }

    private static void EmitNew(SessionModel session, string before, CodeWriter code)
    {
        List<string> arguments = [.. session.Values.Select(value => FirstOf(value, session))];
        // Comes last, so that no other failure leaves behind a controller that nothing disposes.
        if (session.KeepsInstance) arguments.Add(NewController(session));
        code.Line($"{before}new {session.Name.Class}({Arguments(arguments)});");
    }

    private static string FirstOf(ValueModel value, SessionModel session) =>
        value.Origin == ValueOrigin.Request ? value.Name
        : value.IsOfMessagesAlone ? $"{session.Request}.ScopePerMessage ? default! : {value.Expression}"
        : value.Expression;

    private static string NewController(SessionModel session) => session.IsSingleton
        ? $"{Variables.Request}.Singleton(NewController)"
        : $"new {session.Type}({Arguments([.. session.Dependencies])})";

    private static void EmitFactory(SessionModel session, CodeWriter code)
    {
        code.Line();
        code.Line($"private static {session.Type} NewController({Services}) =>");
        using (code.Indent()) code.Line($"new {session.Type}({Arguments([.. session.Dependencies])});");
    }

    /// <summary>Writes a single argument on the line of the call, or several on separate lines.</summary>
    public static string Arguments(List<string> arguments) => arguments.Count > 1
        ? string.Concat(arguments.Select(argument => $",\n{argument}")).TrimStart(',').Replace("\n", "\n    ")
        : string.Concat(arguments);
}
