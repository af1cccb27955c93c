using Microsoft.CodeAnalysis;
using Zzz.Generators.Parsing;

namespace Zzz.Generators.Rules;

/// <summary>One mistake that a marked class can have. <c>ClassAnalyzer</c> reports it, and the generator skips classes that have it.</summary>
internal abstract class ClassRule(DiagnosticDescriptor descriptor)
{
    public DiagnosticDescriptor Descriptor { get; } = descriptor;

    /// <summary>Returns a diagnostic for every place where the class makes the mistake.</summary>
    public abstract IEnumerable<Diagnostic> Check(MarkedClass marked);

    /// <summary>Whether the class makes the mistake. The generator asks this of every class after each edit, so it should not allocate.</summary>
    public virtual bool IsBrokenBy(MarkedClass marked) => Check(marked).Any();

    protected Diagnostic At(ISymbol place, MarkedClass marked, params object[] arguments) =>
        Diagnostic.Create(Descriptor, PlaceOf(place, marked), arguments);

    protected static Location? PlaceOf(ISymbol place, MarkedClass marked) => LocationOf(place) ?? LocationOf(marked.Type);

    protected Diagnostic At(AttributeData attribute, ISymbol place, MarkedClass marked, params object[] arguments) =>
        attribute.ApplicationSyntaxReference is { } written
            ? Diagnostic.Create(Descriptor, written.GetSyntax().GetLocation(), arguments)
            : At(place, marked, arguments);

    private static Location? LocationOf(ISymbol symbol) => symbol.Locations.FirstOrDefault(location => location.IsInSource);
}
