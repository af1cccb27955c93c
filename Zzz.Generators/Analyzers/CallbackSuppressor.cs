using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Zzz.Generators.Parsing;

namespace Zzz.Generators.Analyzers;

/// <summary>Suppresses warnings that general analyzers report on callbacks because they do not see the generated code that calls these.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class CallbackSuppressor : DiagnosticSuppressor
{
    /// <inheritdoc/>
    public override ImmutableArray<SuppressionDescriptor> SupportedSuppressions { get; } =
    [
        new("ZZZS001", "CA1822", "A callback is called on an instance, even if it uses no instance state."),
        new("ZZZS002", "IDE0060", "A callback may declare parameters that it does not use."),
    ];

    /// <inheritdoc/>
    public override void ReportSuppressions(SuppressionAnalysisContext context)
    {
        foreach (Diagnostic diagnostic in context.ReportedDiagnostics)
            if (IsInCallback(diagnostic, context)) context.ReportSuppression(Suppression.Create(For(diagnostic), diagnostic));
    }

    private SuppressionDescriptor For(Diagnostic diagnostic) =>
        SupportedSuppressions.First(suppression => suppression.SuppressedDiagnosticId == diagnostic.Id);

    private static bool IsInCallback(Diagnostic diagnostic, SuppressionAnalysisContext context) =>
        diagnostic.Location.SourceTree is { } tree
        && MethodAt(diagnostic, context.GetSemanticModel(tree)) is { } method
        && MarkedClassParser.Parse(method.ContainingType) is { } marked
        && marked.Callbacks.Any(callback => SymbolEqualityComparer.Default.Equals(callback.Method, method));

    /// <summary>Returns the method that the diagnostic is about. Its location is the method's name or a parameter.</summary>
    private static IMethodSymbol? MethodAt(Diagnostic diagnostic, SemanticModel model)
    {
        SyntaxNode node = diagnostic.Location.SourceTree!.GetRoot().FindNode(diagnostic.Location.SourceSpan);
        ISymbol? symbol = node.AncestorsAndSelf().Select(part => model.GetDeclaredSymbol(part)).FirstOrDefault(declared => declared is not null);
        return symbol as IMethodSymbol ?? symbol?.ContainingSymbol as IMethodSymbol;
    }
}
