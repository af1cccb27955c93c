using Xunit;

namespace Zzz.Tests.Generators.Rules;

public class UnwritableAttributeRuleTests
{
    private const string Usings = "using Microsoft.AspNetCore.Authorization;\n";

    [Theory]
    [InlineData("[[|Mine|]] [WsRoute(\"/ws\")] public class C;", "file sealed class MineAttribute() : AuthorizeAttribute(\"admin\");", "C", "'MineAttribute' is file-local: make it internal or public")]
    [InlineData("public class O { [[|Mine|]] [WsRoute(\"/ws\")] internal class C; private sealed class MineAttribute : AuthorizeAttribute; }", "", "C", "'MineAttribute' is private: make it internal or public")]
    [InlineData("public class O { [[|Mine<Secret>|]] [WsRoute(\"/ws\")] internal class C; private sealed class Secret; }", "public sealed class MineAttribute<T> : AuthorizeAttribute;", "C", "'Secret' is private: make it internal or public")]
    [InlineData("public class O { [[|Mine(typeof(Secret[]))|]] [WsRoute(\"/ws\")] internal class C; private sealed class Secret; }", "public sealed class MineAttribute(object it) : AuthorizeAttribute(it.ToString()!);", "C", "'Secret' is private: make it internal or public")]
    [InlineData("public class O { [[|Mine(Secret.Two)|]] [WsRoute(\"/ws\")] internal class C; private enum Secret { One, Two } }", "public sealed class MineAttribute(object it) : AuthorizeAttribute(it.ToString()!);", "C", "'Secret' is private: make it internal or public")]
    [InlineData("[[|Mine|]] [WsRoute(\"/ws\")] public class C;", "[System.Diagnostics.Conditional(\"DEBUG\")] public sealed class MineAttribute : AuthorizeAttribute;", "C", "it is [Conditional], and may be left out: remove [Conditional] from 'MineAttribute'")]
    [InlineData("[Channel(\"c\")] public class C { [[|Mine|]] [On(\"e\")] public void E() { } private sealed class MineAttribute : AuthorizeAttribute; } [ChannelRoute(\"/s\", typeof(C))] public class S;", "", "C.E", "'MineAttribute' is private: make it internal or public")]
    [InlineData("[Channel(\"c\")] public class C { [[|Mine|]] public void OnJoin() { } private sealed class MineAttribute : AuthorizeAttribute; } [ChannelRoute(\"/s\", typeof(C))] public class S;", "", "C", "'MineAttribute' is private: make it internal or public")]
    public Task What_code_cannot_write_is_refused(string source, string attribute, string place, string remedy) => Diagnosis.Is(
        $"{Usings}{source} {attribute}", $"ZZZ1009: [Mine] on '{place}' would be lost, because generated code cannot reproduce it: {remedy}");

    [Theory]
    [InlineData("[Mine(typeof(System.Collections.Generic.Dictionary<,>), -1, null, P = new[] { DayOfWeek.Friday })] [WsRoute(\"/ws\")] public class C;")]
    [InlineData("[Mine(null, (DayOfWeek)(-3), (byte)1)] [WsRoute(\"/ws\")] public class C;")]
    public Task What_it_can_is_kept(string source) => Diagnosis.IsNone(
        source + " internal sealed class MineAttribute(Type? type, object number, object? other) : Attribute { public DayOfWeek[] P { get; init; } = []; public override string ToString() => $\"{type}{number}{other}\"; }");

    [Fact]
    public void An_attribute_that_another_generator_writes_gets_no_code()
    {
        GeneratorRun run = GeneratorRun.Unchecked(UserProject.Of("[Elsewhere] [WsRoute(\"/ws\")] public class C; [WsRoute(\"/other\")] public class D;"));

        Assert.Equal(["D.g.cs"], run.Sessions.Keys);
    }
}
