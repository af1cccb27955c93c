using Xunit;

namespace Zzz.Tests.Generators.Rules;

public class ControllerRulesTests
{
    [Theory]
    [InlineData("public class C;")]
    [InlineData("internal sealed record C;")]
    [InlineData("public sealed partial class C; partial class C { public void OnOpen() { } }")]
    [InlineData("public class C { internal C(in DateTime since) => since.ToString(); private C() { } }")]
    public Task A_class_of_which_there_can_be_an_instance_is_a_controller(string controller) =>
        Diagnosis.IsNone($"[WsRoute(\"/ws\")] {controller}");

    [Theory]
    [InlineData("abstract")]
    [InlineData("static")]
    public Task A_class_without_instances_is_none(string modifier) => Diagnosis.Is(
        $"[WsRoute(\"/ws\")] public {modifier} class [|C|];",
        $"ZZZ1001: 'C' is {modifier}, so Zzz cannot create an instance of it: remove '{modifier}', or move [WsRoute] to a derived class");

    [Theory]
    [InlineData("[WsRoute(\"/ws\")] public class [|C|]<T>;")]
    [InlineData("public class Outer<T> { [WsRoute(\"/ws\")] public class [|C|]; }")]
    public Task A_generic_class_is_none(string source) => Diagnosis.Is(
        source,
        "ZZZ1002: 'C' or a containing type has type parameters, which Zzz cannot supply: mark a class without type parameters, such as a derived one");

    [Theory]
    [InlineData("public class Outer { [WsRoute(\"/ws\")] private class [|C|]; }", "C", "private")]
    [InlineData("public class Outer { [WsRoute(\"/ws\")] protected class [|C|]; }", "C", "protected")]
    [InlineData("public class Outer { private class Inner { [WsRoute(\"/ws\")] public class [|C|]; } }", "Inner", "private")]
    [InlineData("[WsRoute(\"/ws\")] file class [|C|];", "C", "file-local")]
    public Task A_class_that_others_cannot_name_is_none(string source, string hidden, string modifier) => Diagnosis.Is(
        source,
        $"ZZZ1003: 'C' cannot be reached from elsewhere in the assembly, because '{hidden}' is {modifier}: make '{hidden}' internal or public");

    [Fact]
    public Task A_class_that_only_makes_itself_is_none() => Diagnosis.Is(
        """[WsRoute("/ws")] public class [|C|] { private C() { } public static C Instance { get; } = new(); }""",
        "ZZZ1004: 'C' has no constructor that can be called from elsewhere in the assembly: make one internal or public");

    [Fact]
    public Task Of_several_constructors_one_must_be_marked() => Diagnosis.Is(
        """[WsRoute("/ws")] public class [|C|] { public C() { } internal C(int size) => size.ToString(); }""",
        "ZZZ1005: 'C' has 2 constructors: keep one, or mark the one to call with [ActivatorUtilitiesConstructor]");

    [Theory]
    [InlineData("""[WsRoute("/ws"), ChannelRoute("/socket")] public class [|C|];""", "[WsRoute]", "[ChannelRoute]")]
    [InlineData("""[ChannelRoute("/socket", typeof(C)), Channel("c")] public class [|C|];""", "[ChannelRoute]", "[Channel]")]
    [InlineData("""[Channel("c")] public partial class [|C|]; [WsRoute("/ws")] public partial class C;""", "[Channel]", "[WsRoute]")]
    public Task A_class_is_one_thing(string source, string mark, string other) =>
        Diagnosis.Is(source, $"ZZZ1008: 'C' cannot be marked with both {mark} and {other}: write a separate class for each");

    [Theory]
    [InlineData("Span<byte> [|bytes|]", "bytes")]
    [InlineData("ref int [|size|]", "size")]
    [InlineData("out int [|size|]", "size")]
    public Task A_parameter_that_is_no_service_cannot_be_injected(string parameter, string name) => Diagnosis.Is(
        $$"""[WsRoute("/ws")] public class C { public C({{parameter}}) => throw new Exception(); }""",
        $"ZZZ1006: 'C' cannot be created, because '{name}' is passed by reference, or its type is a pointer or a ref struct: take an ordinary service by value");

    [Fact]
    public Task A_required_member_is_not_injected() => Diagnosis.Is(
        """public class Base { public required string [|Name|] { get; init; } } [WsRoute("/ws")] public class C : Base;""",
        "ZZZ1007: 'C.Name' is required, but only constructor parameters are injected: make it a constructor parameter");

    [Fact]
    public Task A_constructor_may_set_required_members_itself() => Diagnosis.IsNone(
        """
        [WsRoute("/ws")]
        public class C
        {
            [System.Diagnostics.CodeAnalysis.SetsRequiredMembers] public C() => Name = "";
            public required string Name { get; init; }
        }
        """);
}
