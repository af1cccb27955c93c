using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Zzz.Generators.Text;

/// <summary>The C# version that generated code needs, because it uses primary constructors and collection expressions.</summary>
internal static class Language
{
    public const LanguageVersion Least = LanguageVersion.CSharp12;

    public static bool IsTooOld(ParseOptions options) => options is CSharpParseOptions { LanguageVersion: < Least };
}
