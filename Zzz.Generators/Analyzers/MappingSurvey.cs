using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Zzz.Generators.Parsing;
using Zzz.Generators.Text;

namespace Zzz.Generators.Analyzers;

/// <summary>What has been seen of an assembly so far, on any thread: its controllers, and what maps them.</summary>
internal sealed class MappingSurvey
{
    private readonly ConcurrentBag<INamedTypeSymbol> _controllers = [];
    private readonly ConcurrentBag<Location> _runs = [];
    private volatile bool _isMapped;

    /// <summary>Whether the code names <c>MapZzz</c> at all.</summary>
    public bool IsMapped => _isMapped;

    /// <summary>The first of the controllers.</summary>
    public INamedTypeSymbol? Controller => _controllers.OrderBy(type => type.FullMetadataName(), StringComparer.Ordinal).FirstOrDefault();

    /// <summary>Where the app is run.</summary>
    public Location? Run => _runs
        .OrderBy(run => run.SourceTree!.FilePath, StringComparer.Ordinal)
        .ThenBy(run => run.SourceSpan.Start)
        .FirstOrDefault();

    public void See(INamedTypeSymbol type)
    {
        if (ControllerParser.Parse(type) is not null) _controllers.Add(type);
        // What it is completed with calls MapZzz.
        if (type.AttributeOf(KnownTypes.ZzzModuleAttribute) is not null) _isMapped = true;
    }

    public void See(IdentifierNameSyntax name)
    {
        if (name.Identifier.ValueText == "MapZzz") _isMapped = true;
    }

    public void See(IInvocationOperation call)
    {
        if (call.TargetMethod.Name is "Run" or "RunAsync" && call.Instance?.Type.Is(KnownTypes.WebApplication) == true)
            _runs.Add(call.Syntax.GetLocation());
    }
}
