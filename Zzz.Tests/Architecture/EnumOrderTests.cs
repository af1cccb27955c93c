using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Xunit;

namespace Zzz.Tests.Architecture;

/// <summary>Checks that code compares the generator's enums only for equality, so that their members may be in any order.</summary>
public class EnumOrderTests
{
    [Fact]
    public void The_generator_does_not_depend_on_the_order_of_members() =>
        LadderTests.AssertNone(Violations(GeneratorSources.Compilation, path => !path.EndsWith("ImplicitUsings.cs", StringComparison.Ordinal)));

    [Theory]
    [InlineData("bool Is(Argument one) => one >= Argument.Route;")]
    [InlineData("bool Is(Argument? one) => one < Argument.Route;")]
    [InlineData("bool Is(Argument one) => one is >= Argument.Message and not Argument.Json;")]
    [InlineData("bool Is(Argument one) => (int)one == 3;")]
    [InlineData("Argument Next(int one) => (Argument)one;")]
    public void A_planted_dependence_is_found(string member) => Assert.NotEmpty(Planted(member));

    [Theory]
    [InlineData("bool Is(Argument one) => one is Argument.Message or Argument.Json;")]
    [InlineData("bool Is(Argument? one) => one == Argument.Message;")]
    [InlineData("bool Is(Microsoft.CodeAnalysis.CSharp.LanguageVersion one) => one < Microsoft.CodeAnalysis.CSharp.LanguageVersion.CSharp12;")]
    public void Equality_and_the_order_of_other_enumerations_are_not_found(string member) => Assert.Empty(Planted(member));

    private static List<string> Planted(string member) => Violations(
        GeneratorSources.With("Planted.cs", $"using Zzz.Generators.Kinds; class Planted {{ {member} }}"), path => path == "Planted.cs");

    private static List<string> Violations(Compilation compilation, Func<string, bool> files) =>
    [
        .. from tree in compilation.SyntaxTrees
           where files(tree.FilePath)
           let model = compilation.GetSemanticModel(tree)
           from node in tree.GetRoot().DescendantNodes()
           where Compared(node).Any(part => IsOwnEnum(model.GetTypeInfo(part).Type, compilation))
           select $"{tree.FilePath}({tree.GetLineSpan(node.Span).StartLinePosition.Line + 1}): depends on the order of members: {node}",
    ];

    /// <summary>Returns the operands of a comparison by order, or of a cast.</summary>
    private static SyntaxNode[] Compared(SyntaxNode node) => node switch
    {
        BinaryExpressionSyntax comparison when SyntaxFacts.GetText(comparison.OperatorToken.Kind()) is "<" or "<=" or ">" or ">=" =>
            [comparison.Left, comparison.Right],
        RelationalPatternSyntax pattern => [pattern.Expression],
        CastExpressionSyntax cast => [cast.Type, cast.Expression],
        _ => [],
    };

    private static bool IsOwnEnum(ITypeSymbol? type, Compilation compilation) => type switch
    {
        INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: [var value] } => IsOwnEnum(value, compilation),
        _ => type is { TypeKind: TypeKind.Enum } && SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, compilation.Assembly),
    };
}
