using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace Zzz.Tests.Generators;

/// <summary>Whatever names a user chooses, generated code compiles next to them without warnings, and is complete.</summary>
public class NameTests
{
    [Theory]
    [InlineData("namespace N { [WsRoute(\"/a\")] public class Chat; [WsRoute(\"/b\")] public class chat; [Channel(\"c\")] public class CHAT; }", 3)]
    [InlineData("namespace Zzz { [WsRoute(\"/a\")] public class Endpoints; } [WsRoute(\"/b\")] public class Endpoints;", 2)]
    [InlineData("[WsRoute(\"/a\")] public class X; public class XSession { [WsRoute(\"/b\")] public class Y; }", 2)]
    [InlineData("[WsRoute(\"/a\")] public class X; namespace XSession { [WsRoute(\"/b\")] public class Y; } namespace XSession_ { [WsRoute(\"/c\")] public class Y; }", 3)]
    [InlineData("[Channel(\"a\")] public class X; public class XInstance { [Channel(\"b\")] public class Y; } [WsRoute(\"/a\")] public class XSession;", 3)]
    [InlineData("[WsRoute(\"/a\")] public class Cafe\u0301\u203F;", 1)]
    [InlineData("namespace Chat.System { [WsRoute(\"/a\")] public class Task; [Channel(\"a\")] public class String { [On(\"e\")] public async global::System.Threading.Tasks.Task<int?> E() { await global::System.Threading.Tasks.Task.Yield(); return 1; } } }", 2)]
    [InlineData("namespace Zzz.Hosting { [WsRoute(\"/a\")] public class C { public void OnOpen(WsConnection ws) { } } }", 1)]
    [InlineData("namespace await.record { [WsRoute(\"/a\")] public class @class { public async Task<string> OnText(string text) { await Task.Yield(); return text; } } }", 1)]
    public void Types_may_be_called_anything(string source, int sessions)
    {
        GeneratorRun run = GeneratorRun.Over($"#pragma warning disable CS8981\n{source}");

        Assert.Equal(sessions, run.Files.Count - 1);
    }

    [Theory]
    [InlineData("OnMessage")]
    [InlineData("OnOpen")]
    [InlineData("OnClose")]
    [InlineData("DisposeAsync")]
    [InlineData("Unsupported")]
    [InlineData("ReadJson")]
    [InlineData("Create")]
    [InlineData("GetType")]
    [InlineData("Id")]
    [InlineData("OnSocketOpen")]
    [InlineData("NewController")]
    [InlineData("Equals")]
    [InlineData("OnEvent")]
    [InlineData("Definition")]
    [InlineData("ws")]
    [InlineData("request")]
    [InlineData("services")]
    [InlineData("message")]
    [InlineData("reply")]
    [InlineData("index")]
    [InlineData("socket")]
    [InlineData("controller")]
    [InlineData("channel")]
    [InlineData("join")]
    [InlineData("_")]
    [InlineData("await")]
    [InlineData("@event")]
    [InlineData("field")]
    [InlineData("global")]
    [InlineData("nameof")]
    [InlineData("OnMessageValue")]
    public void Parameters_may_be_called_anything(string name)
    {
        string value = $"[Microsoft.AspNetCore.Mvc.FromQuery] int {name}", service = $"[Microsoft.AspNetCore.Mvc.FromServices] TimeProvider {name}";
        GeneratorRun.Over(
            $$"""
            using System.Text.Json.Serialization;

            public class Move;
            [JsonSerializable(typeof(Move))] internal sealed partial class Json : JsonSerializerContext;

            [WsRoute("/a")]
            public class C(TimeProvider {{name}})
            {
                public void OnOpen({{value}}, int? other = null) => {{name}}.ToString();
                public async Task<string> OnText(string text) { await System.Threading.Tasks.Task.Yield(); return text; }
                public async Task<string> OnBinary({{service}}, WsMessage it) { await System.Threading.Tasks.Task.Yield(); return "" + it; }
                public void OnClose() => _clock.ToString();
                private readonly TimeProvider _clock = {{name}};
            }

            [WsRoute("/m")] public class M { public void OnText(Move {{name}}) { } }

            [ChannelRoute("/s", typeof(T))] public class S { public string? Id({{value}}) => null; public void OnOpen({{service}}) { } }

            [Channel("t:{x}")]
            public class T
            {
                public async Task<JoinResult> OnJoin(string x, {{service}}) { await System.Threading.Tasks.Task.Yield(); return default; }
                [On("e")] public async Task<string?> E(Move {{name}}) { await System.Threading.Tasks.Task.Yield(); return null; }
                public void OnLeave({{service}}) { }
            }
            """.Replace(", int? other = null", "", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("[Obsolete]")]
    [InlineData("[Obsolete(\"no\", DiagnosticId = \"MY1\")]")]
    [InlineData("[System.Diagnostics.CodeAnalysis.Experimental(\"MY2\")]")]
    public void A_warning_about_a_controller_is_not_one_about_generated_code(string attribute)
    {
        GeneratorRun run = GeneratorRun.Unchecked(UserProject.Of(
            $"{attribute} [WsRoute(\"/a\")] public class C {{ public static void Configure(WsOptions options) {{ }} public void OnOpen() {{ }} }}"));

        Assert.Empty(UserProject.Errors(run.Output));
        Assert.Single(run.Sessions);
    }

    [Theory]
    [InlineData(LanguageVersion.CSharp7_3)]
    [InlineData(LanguageVersion.CSharp9)]
    [InlineData(LanguageVersion.CSharp11)]
    public async Task An_old_language_is_one_error(LanguageVersion language)
    {
        CSharpCompilation project = UserProject.Of(
            language,
            Microsoft.CodeAnalysis.NullableContextOptions.Disable,
            "namespace Chat { [Zzz.WsRoute(\"/a\")] public class C { } [Zzz.Channel(\"c\")] public class D { } [Zzz.ZzzModule] public static partial class M { } }",
            "namespace Zzz { internal static class Start { public static void Run(Microsoft.AspNetCore.Builder.WebApplication app) { app.MapZzz(); Chat.M.Map(app); } } }");
        project = project.RemoveSyntaxTrees(project.SyntaxTrees[0]); // the removed file needs C# 10

        GeneratorRun run = GeneratorRun.Over(project);

        Assert.Equal(
            $"ZZZ5002: Generated code is C# 12, and this project is C# {language.ToDisplayString()}: write <LangVersion>12</LangVersion> or later, or remove <LangVersion>",
            Assert.Single((await Diagnosis.All(run.Output)).Where(diagnostic => diagnostic.Id == "ZZZ5002").Select(Diagnosis.Text)));
    }
}
