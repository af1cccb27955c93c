using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Zzz.Bench.Generators;

/// <summary>An app with many controllers in memory, each in a separate file, whose files can be edited.</summary>
internal sealed class EditedProject
{
    private int _edit;

    public EditedProject(int controllers)
    {
        SyntaxTree[] trees = [.. Enumerable.Range(0, controllers).Select(i => CSharpSyntaxTree.ParseText(Source(i, 0, 0), Parse, $"C{i}.cs"))];
        Compilation = CSharpCompilation.Create("App", trees, References(), new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
    }

    public static CSharpParseOptions Parse { get; } = new(LanguageVersion.Preview);

    public CSharpCompilation Compilation { get; private set; }

    /// <summary>Makes an edit on which the generated session depends.</summary>
    public void EditSignature(int controller) => Replace(controller, Source(controller, page: ++_edit, count: 0));

    /// <summary>Makes an edit on which no generated file depends.</summary>
    public void EditBody(int controller) => Replace(controller, Source(controller, page: 0, count: ++_edit));

    private void Replace(int controller, string source)
    {
        SyntaxTree tree = Compilation.SyntaxTrees[controller];
        Compilation = Compilation.ReplaceSyntaxTree(tree, CSharpSyntaxTree.ParseText(source, Parse, tree.FilePath));
    }

    private static string Source(int i, int page, int count) =>
        $$"""
        using System.Threading.Tasks;
        using Microsoft.AspNetCore.Mvc;
        using Zzz;

        namespace App.Area{{i % 20}};

        [WsRoute("/ws/{{i}}/{room}/{id:int}")]
        public sealed class Controller{{i}}
        {
            private int _count = {{count}};

            public void OnOpen(WsConnection ws, string room, int id, [FromQuery] int page = {{page}}) => ws.Send($"welcome to {room}, {id}, {page}");

            public async Task<string> OnMessage(WsConnection ws, string text, string room)
            {
                await Task.Yield();
                return $"{room}: {text} {++_count}";
            }

            public void OnClose(WsConnection ws, WsCloseCode code, string reason) { }
        }
        """;

    /// <summary>Returns references to the assemblies of this process, which include ASP.NET Core and Zzz.</summary>
    private static IEnumerable<MetadataReference> References() =>
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) != "Zzz.Bench.dll")
            .Select(path => MetadataReference.CreateFromFile(path));
}
