using Xunit;
using Zzz.CodeFixes;

namespace Zzz.Tests.CodeFixes;

public class InaccessibleConstructorFixTests
{
    [Theory]
    [InlineData("private C() { }", "public C() { }")]
    [InlineData("C() { } static C() { }", "public C() { } static C() { }")]
    public Task The_constructor_becomes_public(string before, string after) =>
        Fixing.Turns(new InaccessibleConstructorFix(), Controller("C", before), Controller("C", after));

    [Fact]
    public Task Of_several_none_is_chosen() =>
        Fixing.IsNotOffered(new InaccessibleConstructorFix(), Controller("C", "private C() { } private C(IServiceProvider services) : this() { }"));

    [Fact]
    public Task All_are_fixed_at_once() => Fixing.TurnsAll(
        new InaccessibleConstructorFix(),
        [.. new[] { "A", "B" }.Select(name => (Controller(name, $$"""private {{name}}() { }"""), Controller(name, $$"""public {{name}}() { }""")))]);

    private static string Controller(string name, string constructors) => $$"""[WsRoute("/ws/{{name}}")] public class {{name}} { {{constructors}} }""";
}
