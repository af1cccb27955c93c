using Microsoft.CodeAnalysis;
using Zzz.Generators.Parsing;

namespace Zzz.Generators.Rules;

/// <summary>One mistake that a controller can have. <c>ControllerAnalyzer</c> reports it; the generator skips who has it.</summary>
internal abstract class ControllerRule
{
    public abstract DiagnosticDescriptor Descriptor { get; }

    /// <summary>Every place where the controller makes the mistake.</summary>
    public abstract IEnumerable<Diagnostic> Check(Controller controller);
}
