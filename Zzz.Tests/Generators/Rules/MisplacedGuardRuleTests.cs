using Xunit;

namespace Zzz.Tests.Generators.Rules;

/// <summary>A guard that nothing enforces is refused, and the message says where it belongs. <c>Guards.GuardTests</c> covers every place.</summary>
public class MisplacedGuardRuleTests
{
    private const string Usings = "using Microsoft.AspNetCore.Authorization; using Microsoft.AspNetCore.Routing;\n";

    private const string Anywhere =
        """
        [AttributeUsage(AttributeTargets.All)]
        public sealed class OldAttribute : Attribute, IAuthorizationRequirementData { public IEnumerable<IAuthorizationRequirement> GetRequirements() => []; }
        """;

    [Theory]
    [InlineData("public class B { [[|Authorize|]] public void OnJoin() { } } [Channel(\"c\")] public class C : B { public new void OnJoin() { } }", "[Authorize] on 'B.OnJoin' has no effect: 'C.OnJoin' takes its place, so put it there too")]
    [InlineData("public class B { [[|RateLimit(1)|]] [On(\"e\")] public void D() { } } [Channel(\"c\")] public class C : B { [On(\"e\")] public void E() { } }", "[RateLimit] on 'B.D' has no effect: 'C.E' takes its place, so put it there too")]
    [InlineData("public interface I { [[|Authorize|]] void OnJoin(); } [Channel(\"c\")] public class C : I { public void OnJoin() { } }", "[Authorize] on 'I.OnJoin' has no effect: no class inherits the attributes of its interfaces, so put it on 'C.OnJoin'")]
    [InlineData("public interface I { [[|Authorize|]] void E(); } [Channel(\"c\")] public class C : I { void I.E() { } }", "[Authorize] on 'I.E' has no effect: put it on 'C' or OnJoin to decide who may join, or on a method marked [On] to guard an event")]
    [InlineData("[[|Old|]] public interface I; [Channel(\"c\")] public class C : I;", "[Old] on 'I' has no effect: no class inherits the attributes of its interfaces, so put it on 'C'")]
    [InlineData("[Channel(\"c\")] public class C { [On(\"e\")] public void E([[|Old|]] string text) { } }", "[Old] on parameter 'text' of 'C.E' has no effect: put it on the method")]
    [InlineData("[Channel(\"c\")] public class C { [return: [|Old|]] public JoinResult OnJoin() => JoinResult.Ok(); }", "[Old] on the return value of 'C.OnJoin' has no effect: put it on the method")]
    public Task In_a_channel(string source, string message) => Diagnosis.Is(
        $"{Usings}{source} [ChannelRoute(\"/s\", typeof(C))] public class S;\n{Anywhere}", $"ZZZ1010: {message}");

    [Theory]
    [InlineData("[[|Authorize|]] public class O { [WsRoute(\"/ws\")] public class C; }", "[Authorize] on 'O' has no effect: it does not guard the classes in it, so put it on 'C' too")]
    [InlineData("[assembly: [|Old|]] [WsRoute(\"/ws\")] public class C;", "[Old] on the assembly 'UserProject' has no effect: it applies to the upgrade request, so put it on 'C'")]
    [InlineData("[WsRoute(\"/ws\")] public class C([[|Old|]] IServiceProvider services) { public IServiceProvider Services => services; }", "[Old] on parameter 'services' of the constructor of 'C' has no effect: it applies to the upgrade request, so put it on 'C'")]
    [InlineData("[WsRoute(\"/ws\")] public class C { [return: [|Old|]] public string OnText(string text) => text; }", "[Old] on the return value of 'C.OnText' has no effect: it applies to the upgrade request, so put it on 'C'")]
    [InlineData("[[|Host(\"a\")|]] public class B; [WsRoute(\"/ws\")] public class C : B;", "[Host] on 'B' has no effect: it is not inherited, so put it on 'C' too")]
    [InlineData("[Host(\"a\")] [WsRoute(\"/a\")] public class A; [[|Host(\"b\")|]] [WsRoute(\"/b\")] public class B; [WsRoute(\"/ws\")] public class C : B;", "[Host] on 'B' has no effect: it is not inherited, so put it on 'C' too")]
    public Task On_a_route(string source, string message) => Diagnosis.Is($"{Usings}{source}\n{Anywhere}", $"ZZZ1010: {message}");

    [Theory]
    [InlineData("public class B { [Authorize] public void OnJoin() { } } [Channel(\"c\")] public class C : B { [Authorize(\"x\")] public new void OnJoin() { } }")]
    [InlineData("public class B { [Authorize] [On(\"e\")] public void D() { } } [Channel(\"c\")] public class C : B { [AllowAnonymous] [On(\"e\")] public void E() { } }")]
    [InlineData("public interface I { [Authorize] void E(); } [Channel(\"c\")] public class C : I { [Authorize] [On(\"e\")] public void E() { } }")]
    [InlineData("public class B { [Authorize] [On(\"e\")] public virtual void E() { } } [Channel(\"c\")] public class C : B { public override void E() { } }")]
    [InlineData("[Authorize] public class O { [Authorize] [Channel(\"c\")] public class C; }", "O.C")]
    [InlineData("public class O { [Authorize] public class Other; [Channel(\"c\")] public class C; }", "O.C")]
    [InlineData("[Host(\"a\")] public class B; [Host(\"b\")] [WsRoute(\"/ws\")] public class D : B; [Channel(\"c\")] public class C;")]
    [InlineData("[assembly: Old] [Old] [Channel(\"c\")] public class C; ", "C", "[Old]")]
    public Task Where_one_that_counts_is_written_too_it_is_right(string source, string channel = "C", string ofSocket = "") => Diagnosis.IsNone(
        $"{Usings}{source} {ofSocket} [ChannelRoute(\"/s\", typeof({channel}))] public class S;\n{Anywhere}");

    [Fact]
    public Task What_guards_a_socket_does_not_guard_a_channel_in_it_for_other_sockets() => Diagnosis.Is(
        $"{Usings}[[|Authorize|]] [ChannelRoute(\"/s\", typeof(S.C))] public class S {{ [Channel(\"c\")] public class C; }}",
        "ZZZ1010: [Authorize] on 'S' has no effect: it does not guard the classes in it, so put it on 'C' too");
}
