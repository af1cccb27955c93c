using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Zzz.Generators.Text;

/// <summary>The C# that generated code is written in: it needs primary constructors and collection expressions.</summary>
internal static class Language
{
    public const LanguageVersion Least = LanguageVersion.CSharp12;

    public static bool IsTooOld(ParseOptions options) => options is CSharpParseOptions { LanguageVersion: < Least };
}
