using Zzz.Generators.Text;

namespace Zzz.Generators.Sessions;

/// <summary>Writes the file of one session, gathered by <see cref="SessionGatherer"/>.</summary>
internal static class SessionEmitter
{
    private const string ServiceProvider = $"global::{KnownTypes.ServiceProvider}";
    private const string Session = $"global::{KnownTypes.WsSession}";
    private const string ValueTask = $"global::{KnownTypes.ValueTask}";

    public static string Emit(SessionModel session)
    {
        var code = new CodeWriter();
        code.Line(GeneratedFile.Header);
        if (session.Dependencies.Any(dependency => dependency != Dependency.AllServices))
        {
            code.Line("using global::Microsoft.Extensions.DependencyInjection;");
            code.Line();
        }

        code.Line($"namespace {session.Name.Namespace};");
        code.Line();
        code.Line($"/// <summary>One connection of <see cref=\"{session.Controller}\"/>: calls its handlers.</summary>");
        code.Line(GeneratedFile.GeneratedCode);
        code.Line(GeneratedFile.Attribute(KnownTypes.DebuggerNonUserCodeAttribute));
        code.Line(GeneratedFile.Attribute(KnownTypes.StackTraceHiddenAttribute));
        string parameter = session.KeepsController ? $"({session.Controller} controller)" : "";
        using (code.Block($"internal sealed class {session.Name.Class}{parameter} : {Session}"))
        {
            EmitCreate(session, code);
            foreach (HandlerModel handler in session.Handlers) HandlerEmitter.Emit(handler, code);
            EmitDispose(session.Disposal, code);
        }

        return code.ToString();
    }

    private static void EmitCreate(SessionModel session, CodeWriter code)
    {
        string create = $"internal static {Session} Create({ServiceProvider} services)";
        if (session.KeepsController)
        {
            code.Line($"{create} =>");
            using (code.Indent()) EmitNew(session, $"new {session.Name.Class}(", ");", code);
            return;
        }

        using (code.Block(create))
        {
            EmitNew(session, "_ = ", ";", code);
            code.Line($"return new {session.Name.Class}();");
        }
    }

    private static void EmitNew(SessionModel session, string before, string after, CodeWriter code)
    {
        string[] dependencies = [.. session.Dependencies];
        if (dependencies.Length < 2)
        {
            code.Line($"{before}new {session.Controller}({string.Concat(dependencies)}){after}");
            return;
        }

        code.Line($"{before}new {session.Controller}(");
        using (code.Indent()) code.Line($"{string.Join(",\n", dependencies)}){after}");
    }

    private static void EmitDispose(Disposal disposal, CodeWriter code)
    {
        string signature = $"public override {ValueTask} DisposeAsync()";
        switch (disposal)
        {
            case Disposal.Async: EmitAsync("controller"); break;
            case Disposal.AsyncExplicit: EmitAsync($"((global::{KnownTypes.AsyncDisposable})controller)"); break;
            case Disposal.Sync: EmitSync("controller"); break;
            case Disposal.SyncExplicit: EmitSync($"((global::{KnownTypes.Disposable})controller)"); break;
        }

        void EmitAsync(string target)
        {
            code.Line();
            code.Line($"{signature} => {target}.DisposeAsync();");
        }

        void EmitSync(string target)
        {
            code.Line();
            using (code.Block(signature))
            {
                code.Line($"{target}.Dispose();");
                code.Line("return default;");
            }
        }
    }
}
