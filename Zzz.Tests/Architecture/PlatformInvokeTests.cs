using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Xunit;

namespace Zzz.Tests.Architecture;

/// <summary>Checks that native functions are called, and pointers used, in one room only.</summary>
public class PlatformInvokeTests
{
    private const string Room = "Transport/Epoll/Calls";

    [Fact]
    public void Native_functions_are_declared_in_one_room() => LadderTests.AssertNone(Violations(RuntimeSources.Compilation));

    [Theory]
    [InlineData("[System.Runtime.InteropServices.LibraryImport(\"libc\")] static partial int close(int descriptor);")]
    [InlineData("[System.Runtime.InteropServices.DllImport(\"libc\")] static extern int close(int descriptor);")]
    [InlineData("unsafe void Write(byte* to) => *to = 1;")]
    [InlineData("void Write() { unsafe { } }")]
    public void A_planted_violation_is_found(string member) =>
        Assert.NotEmpty(Violations(RuntimeSources.With("Transport/Planted.cs", $"partial class Planted {{ {member} }}")));

    private static IEnumerable<string> Violations(Compilation compilation) =>
        from tree in compilation.SyntaxTrees
        where LadderTests.IsWrittenByHand(tree.FilePath) && Path.GetDirectoryName(tree.FilePath)!.Replace('\\', '/') != Room
        from node in tree.GetRoot().DescendantNodes()
        where IsNative(node)
        select $"{tree.FilePath}({tree.GetLineSpan(node.Span).StartLinePosition.Line + 1}): a native function or unsafe code outside of {Room}";

    private static bool IsNative(SyntaxNode node) => node switch
    {
        AttributeSyntax attribute => attribute.Name.ToString().Split('.')[^1] is "DllImport" or "LibraryImport",
        UnsafeStatementSyntax => true,
        MemberDeclarationSyntax member => member.Modifiers.Any(modifier => modifier.ValueText == "unsafe"),
        _ => false,
    };
}
