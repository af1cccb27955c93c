using System.Text;
using Microsoft.CodeAnalysis;
using Zzz.Generators.Parsing;

namespace Zzz.Generators.Rules.Channels;

/// <summary>An event that no client can send to a channel.</summary>
internal sealed class ReservedEventRule() : ClassRule(Broken)
{
    /// <summary>The longest name of an event: in serializer V2, a message has one byte for the size of the name.</summary>
    private const int LongestName = byte.MaxValue;

    private static readonly DiagnosticDescriptor Broken = Rule.Error(
        "ZZZ7005",
        "An event has a name that no client can send",
        "'{0}.{1}' never receives the event '{2}': {3}");

    public override IEnumerable<Diagnostic> Check(MarkedClass marked)
    {
        foreach (Callback callback in marked.Callbacks)
        {
            foreach (string name in callback.Events)
            {
                if (MistakeIn(name) is { } mistake)
                    yield return At(callback.Method, marked, marked.Type.Name, callback.Method.Name, name, mistake);
            }
        }
    }

    private static string? MistakeIn(string name) =>
        name.Length == 0 ? "it is empty, so write a name"
        : name.StartsWith("phx_", StringComparison.Ordinal) ? "names that begin with 'phx_' are reserved for the protocol, so choose another name"
        : Encoding.UTF8.GetByteCount(name) > LongestName ? $"it has more than {LongestName} bytes in UTF-8, so choose a shorter name"
        : null;
}
