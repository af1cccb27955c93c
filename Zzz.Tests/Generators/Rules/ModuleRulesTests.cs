using Xunit;

namespace Zzz.Tests.Generators.Rules;

public class ModuleRulesTests
{
    [Fact]
    public Task A_static_partial_class_can_be_completed() => Diagnosis.IsNone(
        "namespace Chat; [ZzzModule] public static partial class M; static partial class M;");

    [Theory]
    [InlineData("[ZzzModule] public static class [|M|];")]
    [InlineData("[ZzzModule] public partial class [|M|];")]
    [InlineData("[ZzzModule] public static partial class [|M|]<T>;")]
    [InlineData("public partial class Outer { [ZzzModule] public static partial class [|M|]; }")]
    public Task Another_class_cannot(string source) => Diagnosis.Is(
        source, "ZZZ5001: 'M' cannot get its 'Map' method: write 'static partial class M', without type parameters and not inside another class");
}
