using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Zzz.Generators.Text;

namespace Zzz.Generators.Analyzers;

/// <summary>The places found so far, on any thread, where an app is run.</summary>
internal sealed class RunSurvey
{
    private readonly ConcurrentBag<Location> _runs = [];

    public Location? First => _runs
        .OrderBy(run => run.SourceTree!.FilePath, StringComparer.Ordinal)
        .ThenBy(run => run.SourceSpan.Start)
        .FirstOrDefault();

    public void See(IInvocationOperation call)
    {
        if (call.TargetMethod.Name is "Run" or "RunAsync" && call.Instance?.Type.Is(KnownTypes.WebApplication) == true)
            _runs.Add(call.Syntax.GetLocation());
    }
}
