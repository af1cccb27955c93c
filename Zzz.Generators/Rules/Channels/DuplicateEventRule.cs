using Microsoft.CodeAnalysis;
using Zzz.Generators.Parsing;

namespace Zzz.Generators.Rules.Channels;

/// <summary>Two handlers for the same event, of which only one could be called.</summary>
internal sealed class DuplicateEventRule() : ClassRule(Broken)
{
    private static readonly DiagnosticDescriptor Broken = Rule.Error(
        "ZZZ7004",
        "Two handlers handle the same event",
        "'{0}.{1}' handles '{2}', which '{0}.{3}' also handles: keep one, or give one of them another event");

    public override IEnumerable<Diagnostic> Check(MarkedClass marked)
    {
        var handlers = new Dictionary<string, Callback>();
        foreach (Callback callback in marked.Callbacks)
        {
            foreach (string name in callback.Events)
            {
                if (handlers.TryGetValue(name, out Callback? first))
                    yield return At(callback.Method, marked, marked.Type.Name, callback.Method.Name, name, first.Method.Name);
                else handlers.Add(name, callback);
            }
        }
    }
}
