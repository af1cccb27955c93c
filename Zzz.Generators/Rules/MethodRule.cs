using Microsoft.CodeAnalysis;
using Zzz.Generators.Parsing;

namespace Zzz.Generators.Rules;

/// <summary>One mistake that the code in a controller's method can have. <c>MethodAnalyzer</c> reports it.</summary>
internal abstract class MethodRule(DiagnosticDescriptor descriptor)
{
    public DiagnosticDescriptor Descriptor { get; } = descriptor;

    /// <summary>Returns a diagnostic for every place where the code makes the mistake.</summary>
    public abstract IEnumerable<Diagnostic> Check(MarkedMethod method);

    protected Diagnostic At(IOperation place, params object[] arguments) =>
        Diagnostic.Create(Descriptor, place.Syntax.GetLocation(), arguments);
}
