using Zzz.Generators.Models;

namespace Zzz.Generators.Emitting;

/// <summary>Writes the <c>Map</c> method of a module, which other assemblies can call.</summary>
internal static class ModuleEmitter
{
    public static string Emit(ModuleModel module)
    {
        var code = new CodeWriter();
        code.Line(GeneratedFile.Header);
        if (module.Namespace is not null) code.Line($"namespace {module.Namespace};\n");
        code.Line(GeneratedFile.GeneratedCode);
        using (code.Block($"static partial class {module.Name}")) EmitMap(code);
        return code.ToString();
    }

    private static void EmitMap(CodeWriter code)
    {
        code.Line(EndpointsEmitter.MapDocumentation);
        code.Line($"public static global::{KnownTypes.EndpointConventionBuilder} Map(global::{KnownTypes.EndpointRouteBuilder} endpoints) =>");
        using (code.Indent()) code.Line("global::Zzz.ZzzEndpoints.MapZzz(endpoints);");
    }
}
