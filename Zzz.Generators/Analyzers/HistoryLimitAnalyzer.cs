using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Zzz.Generators.Parsing;
using Zzz.Generators.Rules;

namespace Zzz.Generators.Analyzers;

/// <summary>Reports a history with a limit that the runtime would refuse when the app starts.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class HistoryLimitAnalyzer : DiagnosticAnalyzer
{
    private const int MostMessages = 10_000;
    private const int MinutesOfAYear = 365 * 24 * 60;
    private const int LongestName = byte.MaxValue;

    private static readonly DiagnosticDescriptor Broken = Rule.Error(
        "ZZZ7011",
        "A history has a limit that is out of range",
        "[History] on '{0}': {1}");

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Broken];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterSymbolAction(Check, SymbolKind.NamedType);
    }

    private static void Check(SymbolAnalysisContext context)
    {
        if (context.Symbol.AttributeOf(KnownTypes.HistoryAttribute) is not { } history) return;
        if (history.ConstructorArguments is [{ Value: int and (< 1 or > MostMessages) and var messages }])
            Report(null, $"Messages must be 1 to {MostMessages}, not {messages}");
        foreach (KeyValuePair<string, TypedConstant> limit in history.NamedArguments)
            if (MistakeIn(limit.Key, limit.Value) is { } mistake) Report(limit.Key, mistake);

        void Report(string? property, string mistake) =>
            context.ReportDiagnostic(Diagnostic.Create(Broken, PlaceOf(property, history) ?? context.Symbol.Locations[0], context.Symbol.Name, mistake));
    }

    private static string? MistakeIn(string property, TypedConstant value) => (property, value) switch
    {
        ("Minutes", { Value: double minutes }) when !(minutes > 0 && minutes <= MinutesOfAYear) =>
            $"Minutes must be more than zero and at most a year, not {minutes.ToString(CultureInfo.InvariantCulture)}",
        ("MaxBytes", { Value: int and < 1 and var bytes }) => $"MaxBytes must be at least 1, not {bytes}",
        ("Except", { IsNull: true }) => "Except must not be null",
        ("Except", { Kind: TypedConstantKind.Array, Values: var names }) => names.Select(MistakeInName).FirstOrDefault(mistake => mistake is not null),
        _ => null,
    };

    private static string? MistakeInName(TypedConstant name) => name.Value switch
    {
        null when name.IsNull => "Except must not contain null",
        string text when Encoding.UTF8.GetByteCount(text) > LongestName =>
            $"a name in Except has more than {LongestName} bytes in UTF-8, so it is not that of any event",
        _ => null,
    };

    /// <summary>The value of a property, or that of the constructor's parameter.</summary>
    private static Location? PlaceOf(string? property, AttributeData history) =>
        history.ApplicationSyntaxReference?.GetSyntax() is AttributeSyntax { ArgumentList.Arguments: var arguments }
            ? arguments.FirstOrDefault(argument => argument.NameEquals?.Name.Identifier.ValueText == property)?.Expression.GetLocation()
            : null;
}
