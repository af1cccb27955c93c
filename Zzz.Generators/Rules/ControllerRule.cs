using Microsoft.CodeAnalysis;
using Zzz.Generators.Parsing;

namespace Zzz.Generators.Rules;

/// <summary>One mistake that a controller can have. <c>ControllerAnalyzer</c> reports it; the generator skips who has it.</summary>
internal abstract class ControllerRule(DiagnosticDescriptor descriptor)
{
    public DiagnosticDescriptor Descriptor { get; } = descriptor;

    /// <summary>Every place where the controller makes the mistake.</summary>
    public abstract IEnumerable<Diagnostic> Check(Controller controller);

    protected Diagnostic At(ISymbol place, Controller controller, params object[] arguments) =>
        Diagnostic.Create(Descriptor, LocationOf(place) ?? LocationOf(controller.Type), arguments);

    protected Diagnostic At(AttributeData attribute, ISymbol place, Controller controller, params object[] arguments) =>
        attribute.ApplicationSyntaxReference is { } written
            ? Diagnostic.Create(Descriptor, written.GetSyntax().GetLocation(), arguments)
            : At(place, controller, arguments);

    private static Location? LocationOf(ISymbol symbol) => symbol.Locations.FirstOrDefault(location => location.IsInSource);
}
